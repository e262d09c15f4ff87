// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "gateway/kongfacts.h"

namespace gateway {

/// An answer that is no reply: status 300 and above.
struct Refusal
{
    int status = 0;
    QString message; ///< text of its body, empty if it said nothing
    QString location; ///< of a redirect
    QString url; ///< that was asked
    qint64 sentBytes = 0; ///< size of our own body
    KongFacts kong;
};

/// What happened, what it means and what to do, for people; names who refused.
QString refusalText(const Refusal &refusal);
/// The same as an Error with kind, status, request id and waiting time.
base::Error refusalError(const Refusal &refusal);
/// NAME of Kong's "cannot use own model - must be: NAME", empty if the message is another one.
QString suggestedModelIn(const QString &message);

} // namespace gateway
