// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/types.h"

#include <QtCore/QDateTime>

namespace demo {

/// Takes away every header of that name (any case).
void removeHeader(http::Headers *headers, QByteArrayView name);
/// Replaces every header of that name by this one.
void setHeader(http::Headers *headers, const QByteArray &name, const QByteArray &value);
/// "Mon, 23 Nov 2026 17:44:22 GMT".
QByteArray httpDate(const QDateTime &time);
/// Names nginx's charset for text that names none.
void addCharset(http::Headers *headers);
/// Values of all headers of that name, in order.
QByteArrayList headerValues(const http::Headers &headers, QByteArrayView name);

} // namespace demo
