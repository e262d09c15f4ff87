// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/turncontent.h"

#include "ui/widgets/formats.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui::turncontent {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::TurnContent", text);
}

QString clockText(base::Timestamp time)
{
    return formats::clock(time, std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now()));
}

QString waitingText(const chat::Turn &turn)
{
    return turn.metrics.kongMs ? tr("Waiting for the upstream…") : tr("Waiting for the gateway…");
}

void nameModel(MessageContent &content, const chat::Turn &turn)
{
    const QString asked = turn.request.requestedModel();
    const QString answered = turn.reply.model.isEmpty() ? turn.metrics.answeringModel : turn.reply.model;
    content.author = !answered.isEmpty() ? answered : !asked.isEmpty() ? asked : tr("Reply");
    if (!answered.isEmpty() && !asked.isEmpty() && answered != asked)
        content.note = tr("asked as %1").arg(asked);
    else if (!turn.profileName.isEmpty())
        content.note = tr("via %1").arg(turn.profileName);
}

void addExtras(MessageContent &content, const llm::Choice &choice, bool running)
{
    if (!choice.reasoning.isEmpty()) {
        MessageContent::Extra reasoning;
        reasoning.icon = u"bolt"_s;
        const bool thinking = running && choice.text.isEmpty();
        reasoning.title = thinking ? tr("Thinking…") : tr("Reasoning");
        reasoning.note = tr("%1 characters").arg(formats::count(choice.reasoning.size()));
        reasoning.text = choice.reasoning;
        reasoning.folded = true;
        content.before.append(reasoning);
    }
    if (!choice.refusal.isEmpty()) {
        MessageContent::Extra refusal;
        refusal.icon = u"cancelled"_s;
        refusal.title = tr("The model refused");
        refusal.text = choice.refusal;
        content.after.append(refusal);
    }
    for (const llm::ToolCall &call : choice.toolCalls) {
        MessageContent::Extra tool;
        tool.icon = u"tool"_s;
        tool.title = call.name.isEmpty() ? tr("Tool call") : call.name;
        tool.note = call.id;
        tool.text = call.arguments;
        tool.code = true;
        content.after.append(tool);
    }
}

} // namespace

MessageContent prompt(const chat::Turn &turn)
{
    MessageContent content;
    content.look = MessageContent::Look::Own;
    content.author = tr("You");
    content.time = clockText(turn.created);
    content.text = turn.prompt;
    content.markdown = false;
    return content;
}

QList<MessageContent> replies(const chat::Turn &turn, const QList<MessageContent::Figure> &figures)
{
    const bool running = turn.state == llm::TurnState::Running;
    QList<MessageContent> messages;
    const qsizetype count = std::max<qsizetype>(1, turn.reply.choices.size());
    for (qsizetype i = 0; i < count; ++i) {
        MessageContent content;
        nameModel(content, turn);
        content.time = clockText(turn.created);
        content.growing = running;
        content.waiting = waitingText(turn);
        if (i < turn.reply.choices.size()) {
            const llm::Choice &choice = turn.reply.choices[i];
            content.text = choice.text;
            addExtras(content, choice, running);
            if (count > 1)
                content.note = tr("choice %1 of %2").arg(choice.index + 1).arg(count);
        } else if (turn.reply.notJson) {
            content.text = *turn.reply.notJson;
            content.markdown = false;
        }
        if (!content.before.isEmpty() || !content.after.isEmpty())
            content.waiting.clear();
        if (i + 1 == count)
            content.figures = figures;
        messages.append(content);
    }
    return messages;
}

} // namespace ui::turncontent
