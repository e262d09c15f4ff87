// SPDX-License-Identifier: Apache-2.0
#include "llm/chatevent.h"

#include <algorithm>

namespace llm {

bool ChoiceDelta::hasContent() const
{
    return (text && !text->isEmpty()) || !reasoning.isEmpty() || !refusal.isEmpty() || !toolCalls.isEmpty();
}

bool ChatEvent::hasContent() const
{
    return std::any_of(deltas.cbegin(), deltas.cend(), [](const ChoiceDelta &delta) { return delta.hasContent(); });
}

} // namespace llm
