// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "http/types.h"

namespace chat {

/// A response head as the journal keeps it: status, headers, and the connection's times as wall times, so that another
/// process can put them on its own clock. Values of secret headers are masked.
base::Json headToJournal(const http::Head &head, const base::Clock &clock);
/// Its times are on `clock`. Of a broken entry what can be read.
http::Head headFromJournal(const base::Json &json, const base::Clock &clock);

} // namespace chat
