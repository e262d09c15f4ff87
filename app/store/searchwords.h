// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace store {

/// What a person typed as an FTS5 expression: all words must occur, the last one and those that end in * may go on.
/// Nothing of FTS5's own syntax is understood, so nothing can be wrong. Empty: there is no word in it.
QString searchExpression(const QString &typed);

} // namespace store
