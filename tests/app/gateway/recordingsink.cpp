// SPDX-License-Identifier: Apache-2.0
#include "app/gateway/recordingsink.h"

void RecordingSink::head(const http::Head &head, const gateway::KongFacts &)
{
    heads.append(head);
}

void RecordingSink::event(const llm::ChatEvent &event, base::MonoTime at)
{
    events.append(event);
    times.append(at);
    if (onEvent)
        onEvent();
}

void RecordingSink::plainReply(const llm::ChatReply &reply, base::MonoTime)
{
    plain.append(reply);
}

QString RecordingSink::text() const
{
    QString text;
    for (const llm::ChatEvent &event : events) {
        for (const llm::ChoiceDelta &delta : event.deltas) {
            if (delta.index == 0)
                text += delta.text.value_or(QString());
        }
    }
    return text;
}

QByteArray RecordingSink::everything() const
{
    QByteArray all;
    for (const llm::ChatEvent &event : events)
        all += event.data + '\n' + event.json.write() + '\n' + event.message.toUtf8() + '\n';
    for (const llm::ChatReply &reply : plain)
        all += (reply.plain ? reply.plain->write() : reply.notJson->toUtf8()) + '\n' + reply.text().toUtf8() + '\n';
    return all;
}
