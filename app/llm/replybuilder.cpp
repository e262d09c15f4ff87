// SPDX-License-Identifier: Apache-2.0
#include "llm/replybuilder.h"

#include <algorithm>
#include <ranges>

namespace llm {

namespace {

/// Position of the call that a fragment continues, -1 if it begins a new one. Providers differ: OpenAI numbers the
/// calls and names each once; Kong from Gemini sends whole calls with neither number nor id; others number all calls 0.
qsizetype continuedCall(const QList<ToolCall> &calls, const ToolCallFragment &fragment)
{
    for (qsizetype i = calls.size() - 1; i >= 0; --i) {
        const ToolCall &call = calls.at(i);
        if (fragment.index >= 0 && call.index == fragment.index) {
            const bool another
                = !fragment.id.isEmpty() && !call.id.isEmpty() && fragment.id != call.id && !fragment.name.isEmpty();
            return another ? -1 : i;
        }
        if (fragment.index < 0 && !fragment.id.isEmpty() && call.id == fragment.id)
            return i;
    }
    const bool nameless = fragment.index < 0 && fragment.id.isEmpty() && fragment.name.isEmpty();
    return nameless ? calls.size() - 1 : -1;
}

} // namespace

void ReplyBuilder::add(const ChatEvent &event)
{
    m_previous = m_last.data;
    m_last = event;
    m_marks.clear();
    if (event.type == ChatEvent::Type::End)
        m_reply.endMarker = true;
    else if (event.type == ChatEvent::Type::Chunk)
        addChunk(event);
}

void ReplyBuilder::addChunk(const ChatEvent &event)
{
    if (m_reply.chunkCount < maxKeptChunks)
        m_reply.chunks.append(event.json);
    ++m_reply.chunkCount;
    if (event.json[u"id"].isString())
        m_reply.id = event.json[u"id"].toString();
    if (event.json[u"model"].isString())
        m_reply.model = event.json[u"model"].toString();
    if (!event.json[u"created"].isNull())
        m_reply.created = event.json[u"created"];
    if (!event.json[u"system_fingerprint"].isNull())
        m_reply.systemFingerprint = event.json[u"system_fingerprint"];
    if (event.usage)
        m_reply.usage = event.usage;
    for (const ChoiceDelta &delta : event.deltas)
        apply(delta);
}

bool ReplyBuilder::dropDoubledLast()
{
    if (m_last.data.isEmpty() || m_last.data != m_previous || m_last.type != ChatEvent::Type::Chunk)
        return false;
    // The event before was the same, so whatever is set rather than appended already has its value from there.
    for (const CallMark &mark : m_marks | std::views::reverse)
        undo(mark);
    for (const ChoiceDelta &delta : m_last.deltas)
        remove(delta);
    if (m_reply.chunkCount <= maxKeptChunks)
        m_reply.chunks.removeLast();
    --m_reply.chunkCount;
    m_last = {};
    m_marks.clear();
    return true;
}

Choice &ReplyBuilder::choice(int index)
{
    const auto place = std::ranges::lower_bound(m_reply.choices, index, {}, &Choice::index);
    if (place != m_reply.choices.end() && place->index == index)
        return *place;
    Choice made;
    made.index = index;
    return *m_reply.choices.insert(place, made);
}

void ReplyBuilder::apply(const ChoiceDelta &delta)
{
    Choice &target = choice(delta.index);
    if (!delta.role.isEmpty())
        target.role = delta.role;
    else if (target.role.isEmpty())
        target.role = QStringLiteral("assistant");
    if (delta.text) {
        target.text += *delta.text;
        target.hasText = true;
    }
    target.reasoning += delta.reasoning;
    target.refusal += delta.refusal;
    if (delta.finishReason)
        target.finishReason = delta.finishReason;
    for (const ToolCallFragment &fragment : delta.toolCalls)
        apply(target, fragment);
}

void ReplyBuilder::apply(Choice &choice, const ToolCallFragment &fragment)
{
    CallMark mark;
    mark.choice = choice.index;
    mark.position = continuedCall(choice.toolCalls, fragment);
    if (mark.position < 0) {
        mark.created = true;
        mark.position = choice.toolCalls.size();
        ToolCall made;
        made.index = fragment.index >= 0 ? fragment.index : int(choice.toolCalls.size());
        choice.toolCalls.append(made);
    }
    ToolCall &call = choice.toolCalls[mark.position];
    mark.name = call.name.size();
    mark.arguments = call.arguments.size();
    m_marks.append(mark);

    if (!fragment.id.isEmpty())
        call.id = fragment.id;
    if (!fragment.type.isEmpty())
        call.type = fragment.type;
    if (call.name != fragment.name) // some providers repeat the whole name with every fragment
        call.name += fragment.name;
    call.arguments += fragment.arguments;
}

void ReplyBuilder::remove(const ChoiceDelta &delta)
{
    Choice &target = choice(delta.index);
    target.text.chop(delta.text.value_or(QString()).size());
    target.reasoning.chop(delta.reasoning.size());
    target.refusal.chop(delta.refusal.size());
}

void ReplyBuilder::undo(const CallMark &mark)
{
    QList<ToolCall> &calls = choice(mark.choice).toolCalls;
    if (mark.created) {
        calls.removeAt(mark.position);
        return;
    }
    calls[mark.position].name.truncate(mark.name);
    calls[mark.position].arguments.truncate(mark.arguments);
}

} // namespace llm
