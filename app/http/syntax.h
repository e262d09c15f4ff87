// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArrayView>

#include <optional>

namespace http {

/// A token of RFC 9110 5.6.2: what methods and header names are made of. Never empty.
bool isToken(QByteArrayView text);
/// May stand as a header's value: no control character but the tab, so no CR, LF or NUL.
bool isFieldValue(QByteArrayView text);
/// Digits only (no sign, blank or prefix), at most 15 of them, so that sums cannot overflow.
std::optional<qint64> parseNumber(QByteArrayView digits, int base);

} // namespace http
