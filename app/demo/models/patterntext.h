// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/models/dice.h"

#include <QtCore/QString>

#include <optional>

namespace demo {

/// A text that matches a simple regular expression: literals, classes, \d \w \s, groups with alternatives, and the
/// quantifiers ? * + {n} {n,m}. Missing for patterns beyond that.
std::optional<QString> patternText(const QString &pattern, Dice *dice);

} // namespace demo
