// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace base {

/// `count` bytes from the system's generator; never all zero.
QByteArray randomBytes(int count);
/// A random UUID (version 4) without braces, lower case.
QString randomUuid();

} // namespace base
