// SPDX-License-Identifier: Apache-2.0
#include "chat/journalwriter.h"

#include "chat/journalhead.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace chat {

namespace {

constexpr std::chrono::milliseconds batchInterval{100};

} // namespace

JournalWriter::JournalWriter(store::Store *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(batchInterval);
    connect(&m_timer, &QTimer::timeout, this, &JournalWriter::flush);
}

void JournalWriter::append(const QString &turnId, const llm::ChatEvent &event, base::Timestamp at)
{
    // Hundreds come in a second: no object is made for each.
    add(turnId, "{\"t\":" + QByteArray::number(qint64(at.time_since_epoch().count())) + ",\"d\":"
            + base::jsonQuoted(QString::fromUtf8(event.data), false) + '}');
}

void JournalWriter::append(const QString &turnId, const http::Head &head, const base::Clock &clock)
{
    add(turnId, Json::object({{u"t"_s, static_cast<qint64>(clock.wall(head.at).time_since_epoch().count())},
                              {u"h"_s, headToJournal(head, clock)}})
                    .write());
}

void JournalWriter::add(const QString &turnId, const QByteArray &entry)
{
    m_pending[turnId] += entry + '\n';
    if (!m_timer.isActive())
        m_timer.start();
}

void JournalWriter::flush()
{
    m_timer.stop();
    if (m_pending.isEmpty())
        return;
    QList<std::pair<QString, QByteArray>> batch;
    for (auto it = m_pending.cbegin(); it != m_pending.cend(); ++it)
        batch.append({it.key(), it.value()});
    m_pending.clear();
    m_store->appendJournal(batch);
}

QList<JournalWriter::Entry> JournalWriter::parse(const QList<QByteArray> &batches)
{
    QList<Entry> entries;
    for (const QByteArray &batch : batches) {
        for (const QByteArray &line : batch.split('\n')) {
            const auto json = line.isEmpty() ? base::Result<Json>(Json()) : Json::parse(line);
            if (!json || !json->isObject())
                continue;
            const std::chrono::nanoseconds at((*json)[u"t"].toInt64());
            entries.append({base::Timestamp(at), (*json)[u"d"].toString().toUtf8(), (*json)[u"h"]});
        }
    }
    return entries;
}

} // namespace chat
