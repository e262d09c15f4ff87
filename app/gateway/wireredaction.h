// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/types.h"

#include <QtCore/QFuture>

namespace base {
class Redactor;
}

namespace gateway {

/// Masks secrets in the kept bytes of an exchange, also where a read or a chunk border cuts them, and the beginning of
/// one (from four bytes on) with which the bytes end; without a secret the entries stay as they are. `splitInside`: the
/// model spread a secret over events, so no border can be named: the answer's bytes are left out.
QList<http::WireEntry> redactedWire(const QList<http::WireEntry> &wire, const base::Redactor *redactor,
                                    bool splitInside);

/// The same in the thread pool, for long exchanges. The redactor must live until it is done.
QFuture<QList<http::WireEntry>> redactedWireInPool(QList<http::WireEntry> wire, const base::Redactor *redactor,
                                                   bool splitInside);

/// The head with its values masked; null: none.
http::Head redactedHead(const http::Head &head, const base::Redactor *redactor);

} // namespace gateway
