// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/chatcall.h"

namespace gateway {

// Errors for the ways in which a call goes wrong without a refusing status, with text for people.

/// The stream ended with an error event, or with one that is not JSON.
base::Error streamErrorFault(const CallOutcome &outcome);
/// The stream ended cleanly, but neither end marker nor finish reason came (kong.md 0, 2.4).
base::Error endedEarlyFault(const CallOutcome &outcome);
/// Status 200 and nothing behind it.
base::Error emptyFault(const CallOutcome &outcome);
/// gzip though nobody asked for it (kong.md 8: entries of proxy-cache made for another client).
base::Error compressedFault(const CallOutcome &outcome);
/// Status 200 whose body is an error.
base::Error inBodyErrorFault(const CallOutcome &outcome, const QString &message);
/// Status 200, but no chat reply: wrong address.
base::Error notAChatFault(const CallOutcome &outcome, const QString &url);
/// The transport broke: not reached, closed without an answer, cut, too slow.
base::Error transportFault(const CallOutcome &outcome);

} // namespace gateway
