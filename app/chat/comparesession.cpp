// SPDX-License-Identifier: Apache-2.0
#include "chat/comparesession.h"

#include "base/random.h"
#include "chat/turnplan.h"
#include "chat/turnrunner.h"
#include "settings/settings.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chat {

class CompareSession::Private
{
public:
    explicit Private(const TurnServices &services)
        : services(services)
    {
    }

    TurnPlan planFor(const Target &target, const QString &prompt, const QString &systemPrompt) const
    {
        TurnPlan plan;
        plan.profile = *services.settings->profile(target.profileId);
        const settings::ModelEntry *listed = plan.profile.model(target.model);
        if (listed)
            plan.model = *listed;
        else
            plan.model.name = target.model;
        ConversationOptions options;
        options.model = target.model;
        options.systemPrompt = systemPrompt;
        plan.own = llm::Message::text(u"user"_s, prompt);
        plan.request = requestFor(options, plan.model, {plan.own});
        plan.session = group;
        plan.tags.insert(u"spanway.compare"_s, group);
        plan.draft = outboxDraft(plan.profile, {}, content);
        return plan;
    }

    TurnServices services;
    QString group; ///< joins the traces of one run
    QList<Target> targets;
    std::optional<settings::ContentMode> content;
    std::vector<std::unique_ptr<TurnRunner>> runners; ///< one per column of the last run
};

CompareSession::CompareSession(const TurnServices &services, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(services))
{
}

CompareSession::~CompareSession() = default;

const QList<CompareSession::Target> &CompareSession::targets() const
{
    return d->targets;
}

void CompareSession::setTargets(const QList<Target> &targets)
{
    if (isRunning())
        return;
    d->targets = targets.first(std::min<qsizetype>(targets.size(), maxTargets));
    d->runners.clear();
    Q_EMIT targetsChanged();
}

std::optional<settings::ContentMode> CompareSession::content() const
{
    return d->content;
}

void CompareSession::setContent(std::optional<settings::ContentMode> content)
{
    d->content = content;
}

bool CompareSession::isRunning() const
{
    return std::any_of(d->runners.cbegin(), d->runners.cend(), [](const auto &runner) { return runner->isRunning(); });
}

QString CompareSession::runProblem(const QString &prompt) const
{
    const auto text = [](const char *source) { return QCoreApplication::translate("chat::CompareSession", source); };
    if (isRunning())
        return text(QT_TRANSLATE_NOOP("chat::CompareSession", "Replies are running"));
    if (d->targets.size() < minTargets)
        return text(QT_TRANSLATE_NOOP("chat::CompareSession", "Choose at least two models"));
    for (const Target &target : d->targets) {
        if (!d->services.settings->profile(target.profileId) || target.model.isEmpty())
            return text(QT_TRANSLATE_NOOP("chat::CompareSession", "Choose a model in every column"));
    }
    if (prompt.trimmed().isEmpty())
        return text(QT_TRANSLATE_NOOP("chat::CompareSession", "Write a prompt first"));
    return {};
}

void CompareSession::run(const QString &prompt, const QString &systemPrompt)
{
    if (!runProblem(prompt).isEmpty())
        return;
    d->runners.clear();
    d->group = base::randomUuid();
    for (const Target &target : d->targets) {
        const int column = static_cast<int>(d->runners.size());
        auto runner = std::make_unique<TurnRunner>(d->services, d->planFor(target, prompt, systemPrompt));
        connect(runner.get(), &TurnRunner::changed, this, [this, column] { Q_EMIT turnChanged(column); });
        connect(runner.get(), &TurnRunner::committed, this, [this, column] { Q_EMIT turnChanged(column); });
        connect(runner.get(), &TurnRunner::ended, this, [this, column] {
            Q_EMIT turnEnded(column);
            if (!isRunning())
                Q_EMIT runningChanged();
        });
        d->runners.push_back(std::move(runner));
    }
    Q_EMIT runningChanged();
    // Last: a call that needs a key nobody has ends at once.
    for (const auto &runner : d->runners)
        runner->start();
}

void CompareSession::stop(int column)
{
    if (column >= 0 && column < static_cast<int>(d->runners.size()))
        d->runners[static_cast<size_t>(column)]->stop();
}

void CompareSession::stopAll()
{
    for (const auto &runner : d->runners)
        runner->stop();
}

void CompareSession::saveAgain(int column)
{
    if (column >= 0 && column < static_cast<int>(d->runners.size()))
        d->runners[static_cast<size_t>(column)]->saveAgain();
}

const Turn *CompareSession::turn(int column) const
{
    const bool known = column >= 0 && column < static_cast<int>(d->runners.size());
    return known ? &d->runners[static_cast<size_t>(column)]->turn() : nullptr;
}

trace::LiveTrace *CompareSession::liveTrace(int column) const
{
    const bool known = column >= 0 && column < static_cast<int>(d->runners.size());
    return known ? d->runners[static_cast<size_t>(column)]->trace() : nullptr;
}

} // namespace chat
