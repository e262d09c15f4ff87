// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace llm {

/// What Python 3.11's `json.loads` says about a text that is no JSON, for example
/// "Unterminated string starting at: line 1 column 7 (char 6)": autolog writes it as `exception.message`.
/// NaN and Infinity, which Python takes, count as no values; a text without a fault gives "Expecting value" at its
/// start.
QString jsonDecodeError(const QString &text);

} // namespace llm
