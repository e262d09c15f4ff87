// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <QtCore/QStringList>

namespace demo {

// The demo models' own tokens. **The rule of usage**: a token is a run of at most six letters or digits together with
// one blank before it, or any other single character (code point). A prompt costs the tokens of its texts, 4 for every
// message, 85 for every image, the tokens of the offered tools' JSON, and 3 for the reply's beginning; a reply costs
// the tokens of what was generated: text, reasoning, refusals, and names and arguments of tool calls.

/// The text cut into tokens; joined they are the text.
QStringList tokens(const QString &text);
/// tokens(text).size() without the list.
qsizetype tokenCount(const QString &text);
/// What the messages and tools of a request cost.
qsizetype promptTokens(const base::Json &messages, const base::Json &tools);

} // namespace demo
