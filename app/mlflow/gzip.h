// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace mlflow {

/// The bytes in gzip form (RFC 1952), packed fast rather than small. Any thread.
QByteArray gzip(const QByteArray &bytes);

} // namespace mlflow
