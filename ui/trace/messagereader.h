// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "ui/text/messagecontent.h"

#include <QtCore/QList>

namespace ui {

/// Inputs and outputs of a span as messages.
namespace messagereader {

/// Messages of an OpenAI request, or choices of its reply; anything else as one message with the value as JSON. Empty for null.
QList<MessageContent> read(const base::Json &value, const QString &otherTitle);

} // namespace messagereader

} // namespace ui
