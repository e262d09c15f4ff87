// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <optional>

namespace llm {

/// The text of a `content` value: a string, or the text parts of a list joined by `separator`; empty if it is neither.
std::optional<QString> contentText(const base::Json &content, QStringView separator);

} // namespace llm
