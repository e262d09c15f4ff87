// SPDX-License-Identifier: Apache-2.0
#include "gateway/chatcall.h"

namespace gateway {

bool TokenTimes::add(const llm::ChatEvent &event, base::MonoTime at)
{
    if (!event.hasContent())
        return false;
    ++contentEvents;
    lastToken = at;
    firstToken = firstToken.value_or(at);
    for (const llm::ChoiceDelta &delta : event.deltas) {
        if (!firstText && delta.text && !delta.text->isEmpty())
            firstText = at;
    }
    return true;
}

} // namespace gateway
