// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/turn.h"
#include "ui/text/messagecontent.h"

namespace ui {

/// A turn as messages.
namespace turncontent {

MessageContent prompt(const chat::Turn &turn);
/// One per choice, at least one.
QList<MessageContent> replies(const chat::Turn &turn, const QList<MessageContent::Figure> &figures);

} // namespace turncontent

} // namespace ui
