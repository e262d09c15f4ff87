// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

/// Sends these bytes (the body only after 100 Continue where that is asked for) to a port of this machine and returns
/// what comes back until the message is complete and at least `atLeastBehind` more bytes have come, or the peer closes.
/// `closed` tells which. Fails the test after 10 s.
QByteArray rawExchange(quint16 port, const QByteArray &request, qsizetype atLeastBehind, bool *closed);
