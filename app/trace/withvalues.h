// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <QtCore/QList>

namespace trace {

/// The members under their own keys, each value as `change` makes it.
template <typename Function> QList<base::Json::Member> withValues(QList<base::Json::Member> members, Function change)
{
    for (base::Json::Member &member : members)
        member.second = change(member.second);
    return members;
}

} // namespace trace
