// SPDX-License-Identifier: Apache-2.0
#include "chat/conversationbook.h"

#include "base/whendone.h"
#include "base/random.h"
#include "store/store.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chat {

class ConversationBook::Private
{
public:
    explicit Private(const TurnServices &services)
        : services(services)
    {
    }

    TurnServices services;
    QList<store::ConversationRecord> records; ///< newest update first
    QList<Entry> entries;
    QHash<QString, ChatSession *> sessions; ///< children of the book
};

ConversationBook::ConversationBook(const TurnServices &services, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(services))
{
}

ConversationBook::~ConversationBook() = default;

void ConversationBook::load()
{
    base::whenDone(
        d->services.store->conversations(), this, [this](const base::Result<QList<store::ConversationRecord>> &records) {
            for (const store::ConversationRecord &record : records.value_or(QList<store::ConversationRecord>())) {
                const auto isThis = [&record](const store::ConversationRecord &known) { return known.id == record.id; };
                if (!d->sessions.contains(record.id) && std::none_of(d->records.cbegin(), d->records.cend(), isThis))
                    d->records.append(record);
            }
            rebuild();
            Q_EMIT loaded();
        });
}

const QList<ConversationBook::Entry> &ConversationBook::entries() const
{
    return d->entries;
}

ChatSession *ConversationBook::open(const QString &id)
{
    if (ChatSession *session = d->sessions.value(id))
        return session;
    const auto found = std::find_if(d->records.cbegin(), d->records.cend(),
                                    [&id](const store::ConversationRecord &record) { return record.id == id; });
    return found == d->records.cend() ? nullptr : adopt(*found);
}

ChatSession *ConversationBook::create(const ConversationOptions &options)
{
    store::ConversationRecord record;
    record.id = base::randomUuid();
    record.profileId = options.profileId;
    record.created = d->services.clock->now();
    record.updated = record.created;
    record.options = options.toJson();
    d->records.prepend(record);
    ChatSession *session = adopt(record);
    rebuild();
    return session;
}

ChatSession *ConversationBook::adopt(const store::ConversationRecord &record)
{
    auto *session = new ChatSession(d->services, record, this);
    d->sessions.insert(record.id, session);
    connect(session, &ChatSession::titleChanged, this, &ConversationBook::rebuild);
    connect(session, &ChatSession::optionsChanged, this, &ConversationBook::rebuild);
    connect(session, &ChatSession::runningChanged, this, [this] {
        rebuild();
        Q_EMIT runningCountChanged();
    });
    return session;
}

void ConversationBook::rebuild()
{
    d->entries.clear();
    for (const store::ConversationRecord &record : d->records) {
        const ChatSession *session = d->sessions.value(record.id);
        Entry entry;
        entry.id = record.id;
        entry.title = session ? session->title() : record.title;
        entry.model = session ? session->options().model : ConversationOptions::fromJson(record.options).model;
        entry.updated = session ? session->updated() : record.updated;
        entry.running = session && session->isRunning();
        d->entries.append(entry);
    }
    std::stable_sort(d->entries.begin(), d->entries.end(),
                     [](const Entry &a, const Entry &b) { return a.updated > b.updated; });
    Q_EMIT entriesChanged();
}

void ConversationBook::remove(const QString &id)
{
    if (ChatSession *session = d->sessions.take(id)) {
        session->stop();
        session->deleteLater();
    }
    d->records.removeIf([&id](const store::ConversationRecord &record) { return record.id == id; });
    d->services.store->removeConversation(id);
    rebuild();
}

void ConversationBook::readRecovered()
{
    for (ChatSession *session : std::as_const(d->sessions))
        session->readRecovered();
}

int ConversationBook::runningCount() const
{
    return static_cast<int>(std::count_if(d->sessions.cbegin(), d->sessions.cend(),
                                          [](const ChatSession *session) { return session->isRunning(); }));
}

void ConversationBook::stopAll()
{
    for (ChatSession *session : std::as_const(d->sessions))
        session->stop();
}

} // namespace chat
