// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/conversationtable.h"
#include "store/outboxtable.h"
#include "store/tracetable.h"
#include "store/turntable.h"
#include "store/wiretable.h"

namespace store {

/// The connection and the tables on it. Storage thread only.
struct Database
{
    Connection connection;
    ConversationTable conversations{connection};
    TurnTable turns{connection};
    TraceTable traces{connection};
    OutboxTable outbox{connection};
    WireTable wires{connection};
};

} // namespace store
