// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <optional>

namespace demo {

/// One gzip member.
QByteArray gzipped(const QByteArray &plain);
/// Missing unless `bytes` are whole gzip data of at most 64 MiB.
std::optional<QByteArray> gunzipped(const QByteArray &bytes);

} // namespace demo
