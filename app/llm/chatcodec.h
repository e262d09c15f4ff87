// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llm/chatevent.h"

namespace llm {

/// Decodes one data payload of the stream. Never fails: what is not a JSON object becomes Malformed.
ChatEvent decodeEvent(const QByteArray &data);
/// Decodes a whole reply that was not streamed. A body that is not a JSON object sets notJson.
ChatReply decodeReply(const QByteArray &body);

/// What a reply that was not streamed is, by its form.
enum class ReplyShape {
    Chat, ///< has choices
    Error, ///< an object with an error in it
    Foreign ///< anything else
};
ReplyShape replyShape(const ChatReply &reply);

} // namespace llm
