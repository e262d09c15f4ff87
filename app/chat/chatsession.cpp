// SPDX-License-Identifier: Apache-2.0
#include "chat/chatsession.h"

#include "base/whendone.h"
#include "chat/turnrecord.h"
#include "chat/turnrunner.h"
#include "settings/settings.h"
#include "store/store.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

using namespace Qt::StringLiterals;

namespace chat {

namespace {

constexpr qsizetype longestTitle = 48;

QString titleFrom(const QString &prompt)
{
    const QString line = prompt.simplified();
    return line.size() <= longestTitle ? line : line.left(longestTitle - 1).trimmed() + u"…"_s;
}

} // namespace

class ChatSession::Private
{
public:
    Private(const TurnServices &services, const store::ConversationRecord &record)
        : services(services)
        , record(record)
        , options(ConversationOptions::fromJson(record.options))
    {
    }

    void save()
    {
        record.options = options.toJson();
        record.updated = services.clock->now();
        services.store->saveConversation(record);
    }

    /// -1 if it is not there: it may have been asked again meanwhile.
    int indexOf(const QString &turnId) const
    {
        const auto known
            = std::find_if(turns.cbegin(), turns.cend(), [&turnId](const Turn &turn) { return turn.id == turnId; });
        return known == turns.cend() ? -1 : int(known - turns.cbegin());
    }

    /// Puts the turn in the place of its older state; where that is, or -1.
    int take(const Turn &turn)
    {
        const int index = indexOf(turn.id);
        if (index >= 0)
            turns[index] = turn;
        return index;
    }

    const settings::Profile *profile() const { return services.settings->profile(options.profileId); }

    settings::ModelEntry model() const
    {
        const settings::Profile *owner = profile();
        const settings::ModelEntry *listed = owner ? owner->model(options.model) : nullptr;
        settings::ModelEntry typed;
        typed.name = options.model;
        return listed ? *listed : typed;
    }

    QList<llm::Message> history() const
    {
        QList<llm::Message> messages;
        for (const Turn &turn : turns) {
            const auto reply = historyMessage(turn);
            if (!reply)
                continue; // a prompt without an answer would only confuse the next one
            messages.append(llm::Message::text(u"user"_s, turn.prompt));
            messages.append(*reply);
        }
        return messages;
    }

    TurnPlan planFor(const QString &text) const
    {
        TurnPlan plan;
        plan.profile = *profile();
        plan.model = model();
        plan.own = llm::Message::text(u"user"_s, text);
        plan.request = requestFor(options, plan.model, history() << plan.own);
        plan.conversationId = record.id;
        plan.position = nextPosition;
        plan.session = record.id;
        plan.draft = outboxDraft(plan.profile, options.experiment, options.content);
        return plan;
    }

    TurnServices services;
    store::ConversationRecord record;
    ConversationOptions options;
    QList<Turn> turns;
    qint64 nextPosition = 0;
    bool isLoaded = false;
    QHash<QString, TurnRunner *> runners; ///< by turn id; children of the session
    TurnRunner *running = nullptr;
};

ChatSession::ChatSession(const TurnServices &services, const store::ConversationRecord &record, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(services, record))
{
    base::whenDone(services.store->turns(record.id), this, [this](const base::Result<QList<store::TurnRecord>> &stored) {
        QList<Turn> turns;
        for (const store::TurnRecord &turn : stored.value_or(QList<store::TurnRecord>())) {
            d->nextPosition = std::max(d->nextPosition, turn.position + 1);
            if (turn.details[u"superseded"].toBool() || d->runners.contains(turn.id))
                continue;
            turns.append(turnFromRecord(turn));
            // Of a process that died, or already taken over from one by Recovery.
            const bool isCut = !turn.owner.isAlive() || turn.owner == store::ProcessOwner::self();
            if (turn.state == llm::TurnState::Running && isCut)
                turns.last().state = llm::TurnState::Interrupted;
        }
        d->turns = turns + d->turns;
        d->isLoaded = true;
        Q_EMIT loaded();
    });
}

ChatSession::~ChatSession() = default;

void ChatSession::readRecovered()
{
    const auto reading = d->services.store->turns(d->record.id);
    base::whenDone(reading, this, [this](const base::Result<QList<store::TurnRecord>> &stored) {
        for (const store::TurnRecord &record : stored.value_or(QList<store::TurnRecord>())) {
            const int index = d->indexOf(record.id);
            const bool wasCut = index >= 0 && d->turns[index].state == llm::TurnState::Interrupted;
            if (!wasCut || d->runners.contains(record.id) || record.state == llm::TurnState::Running)
                continue;
            d->turns[index] = turnFromRecord(record);
            Q_EMIT turnEnded(index);
        }
    });
}

QString ChatSession::id() const
{
    return d->record.id;
}

QString ChatSession::title() const
{
    return d->record.title;
}

void ChatSession::setTitle(const QString &title)
{
    if (title == d->record.title)
        return;
    d->record.title = title;
    d->save();
    Q_EMIT titleChanged();
}

const ConversationOptions &ChatSession::options() const
{
    return d->options;
}

void ChatSession::setOptions(const ConversationOptions &options)
{
    d->options = options;
    d->save();
    Q_EMIT optionsChanged();
}

base::Timestamp ChatSession::updated() const
{
    return d->record.updated;
}

bool ChatSession::isLoaded() const
{
    return d->isLoaded;
}

const QList<Turn> &ChatSession::turns() const
{
    return d->turns;
}

bool ChatSession::isRunning() const
{
    return d->running != nullptr;
}

QString ChatSession::sendProblem() const
{
    const auto text = [](const char *source) { return QCoreApplication::translate("chat::ChatSession", source); };
    if (!d->isLoaded)
        return text(QT_TRANSLATE_NOOP("chat::ChatSession", "The conversation is still being read"));
    if (d->running)
        return text(QT_TRANSLATE_NOOP("chat::ChatSession", "A reply is running"));
    if (!d->profile())
        return text(QT_TRANSLATE_NOOP("chat::ChatSession", "No gateway is set up"));
    if (d->options.model.isEmpty())
        return text(QT_TRANSLATE_NOOP("chat::ChatSession", "Choose a model first"));
    return {};
}

void ChatSession::send(const QString &text)
{
    if (text.trimmed().isEmpty() || !sendProblem().isEmpty())
        return;
    auto *runner = new TurnRunner(d->services, d->planFor(text), this);
    d->runners.insert(runner->turn().id, runner);
    d->running = runner;
    d->turns.append(runner->turn());
    ++d->nextPosition;
    connect(runner, &TurnRunner::changed, this, [this, runner] { showChange(runner->turn()); });
    connect(runner, &TurnRunner::ended, this, [this, runner] {
        d->running = nullptr;
        if (const int index = d->take(runner->turn()); index >= 0)
            Q_EMIT turnEnded(index);
        Q_EMIT runningChanged();
    });
    connect(runner, &TurnRunner::committed, this, [this, runner] { noteCommit(runner->turn()); });
    connect(runner, &TurnRunner::savingAgain, this, [this] { d->services.store->saveConversation(d->record); });
    if (d->record.title.isEmpty())
        d->record.title = titleFrom(text);
    d->save();
    Q_EMIT titleChanged();
    Q_EMIT turnAdded(static_cast<int>(d->turns.size()) - 1);
    Q_EMIT runningChanged();
    // Last: a call that needs a key nobody has ends at once.
    runner->start();
}

void ChatSession::showChange(const Turn &turn)
{
    if (const int index = d->take(turn); index >= 0)
        Q_EMIT turnChanged(index);
}

void ChatSession::noteCommit(const Turn &turn)
{
    // Asked again while the disk took nothing: the store may hear of the turn only now.
    if (turn.saved && d->indexOf(turn.id) < 0)
        d->services.store->supersedeTurn(turn.id);
    showChange(turn);
}

void ChatSession::saveAgain(const QString &turnId)
{
    if (TurnRunner *runner = d->runners.value(turnId))
        runner->saveAgain();
}

void ChatSession::stop()
{
    if (d->running)
        d->running->stop();
}

void ChatSession::regenerate()
{
    // What cannot be asked again stays.
    if (d->turns.isEmpty() || !sendProblem().isEmpty())
        return;
    const Turn last = d->turns.takeLast();
    d->services.store->supersedeTurn(last.id);
    Q_EMIT turnRemoved(static_cast<int>(d->turns.size()));
    send(last.prompt);
}

trace::LiveTrace *ChatSession::liveTrace(const QString &turnId) const
{
    const TurnRunner *runner = d->runners.value(turnId);
    return runner ? runner->trace() : nullptr;
}

} // namespace chat
