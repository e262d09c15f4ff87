// SPDX-License-Identifier: Apache-2.0
// Chat JSON: every line of the input is one event, the whole input is also a reply and an error body. Nothing may
// crash, and the reply must be what its events say.
#include "llm/chatcodec.h"
#include "llm/errorbody.h"
#include "llm/replybuilder.h"

#include <cstddef>
#include <cstdint>

namespace {

/// Everything that can grow.
qsizetype sizeOf(const llm::ChatReply &reply)
{
    qsizetype size = reply.chunkCount;
    for (const llm::Choice &choice : reply.choices) {
        size += choice.text.size() + choice.reasoning.size() + choice.refusal.size();
        for (const llm::ToolCall &call : choice.toolCalls)
            size += 1 + call.name.size() + call.arguments.size();
    }
    return size;
}

void buildReply(const QList<QByteArray> &lines)
{
    llm::ReplyBuilder builder;
    for (const QByteArray &line : lines) {
        const llm::ChatEvent event = llm::decodeEvent(line);
        if (event.type == llm::ChatEvent::Type::Malformed && event.message.isEmpty())
            qFatal("a malformed event without a message");
        builder.add(event);
        const qsizetype before = sizeOf(builder.reply());
        const qsizetype choices = builder.reply().choices.size();
        builder.add(event);
        const bool doubled = builder.dropDoubledLast();
        if (doubled != (event.type == llm::ChatEvent::Type::Chunk))
            qFatal("a double was not seen");
        if (doubled && (sizeOf(builder.reply()) != before || builder.reply().choices.size() != choices))
            qFatal("a dropped double left something behind");
    }
    for (qsizetype i = 1; i < builder.reply().choices.size(); ++i) {
        if (builder.reply().choices.at(i - 1).index >= builder.reply().choices.at(i).index)
            qFatal("choices are not in order");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    buildReply(bytes.split('\n'));
    const llm::ChatReply reply = llm::decodeReply(bytes);
    if (reply.plain.has_value() == reply.notJson.has_value())
        qFatal("a reply is either JSON or not");
    llm::replyShape(reply);
    const llm::ErrorBody error = llm::decodeErrorBody(bytes);
    if (error.message.size() > 2001)
        qFatal("an error message is too long to show");
    return 0;
}
