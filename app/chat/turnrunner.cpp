// SPDX-License-Identifier: Apache-2.0
#include "chat/turnrunner.h"

#include "base/random.h"
#include "chat/journalwriter.h"
#include "chat/secretreader.h"
#include "chat/turnrecord.h"
#include "chat/turnrecorder.h"
#include "gateway/gatewayclient.h"
#include "gateway/ratewatch.h"
#include "llm/replybuilder.h"
#include "store/store.h"

#include <QCoroFuture>

#include <QtCore/QTimer>

using namespace Qt::StringLiterals;

namespace chat {

namespace {

/// A token shall be on the screen one of its frames, 16 ms, after it came; this leaves a little for getting it there.
constexpr std::chrono::milliseconds frame{14};

/// Nothing tells when a disk has room again but a write that works.
constexpr std::chrono::seconds saveRetryPause{5};

} // namespace

/// Hears the call for the runner; outlives it inside the coroutine and then hears nothing.
class TurnRunner::Private : public gateway::CallSink
{
public:
    Private(const TurnServices &services, TurnPlan plan)
        : services(services)
        , plan(std::move(plan))
        , recorder(this->plan, TurnRecorder::Seed::fresh(services.clock->now()), *services.clock)
    {
    }

    void head(const http::Head &head, const gateway::KongFacts &kong) override
    {
        if (!runner)
            return;
        started = head.timings.start; // TTFT leaves out what came before the client had the request
        services.journal->append(turn.id, head, *services.clock);
        recorder.head(head, kong);
        if (services.rates)
            services.rates->heard(plan.profile.id, kong, std::chrono::steady_clock::now());
        tell();
    }

    void event(const llm::ChatEvent &event, base::MonoTime at) override
    {
        if (!runner)
            return;
        const base::Timestamp wall = services.clock->wall(at);
        services.journal->append(turn.id, event, wall);
        recorder.event(event, wall);
        builder.add(event);
        if (event.hasContent()) {
            if (!turn.metrics.firstTokenMs)
                turn.metrics.firstTokenMs = std::chrono::duration<double, std::milli>(at - started).count();
            ++turn.metrics.contentEvents;
        }
        tell();
    }

    void plainReply(const llm::ChatReply &reply, base::MonoTime) override
    {
        if (!runner)
            return;
        turn.reply = reply;
        tell();
    }

    void tell()
    {
        // At once after a pause, then at the pace of the screen.
        const auto next = told + frame - std::chrono::steady_clock::now();
        if (!frameTimer.isActive())
            frameTimer.start(std::max(std::chrono::milliseconds(0), std::chrono::round<std::chrono::milliseconds>(next)));
    }

    /// The turn as it stands, for the page. The chunks stay in the builder: sharing them would copy their list every frame.
    void refresh()
    {
        if (builder.reply().chunkCount == 0)
            return;
        turn.reply.choices = builder.reply().choices;
        turn.reply.model = builder.reply().model;
        turn.reply.usage = builder.reply().usage;
    }

    void finish(const gateway::CallOutcome &result)
    {
        const base::Timestamp end = services.clock->now();
        outcome = result;
        frameTimer.stop();
        recorder.finish(outcome, end);
        turn.state = outcome.state;
        turn.reply = outcome.reply;
        turn.error = outcome.error;
        turn.suggestedModel = outcome.suggestedModel;
        turn.metrics = measure(outcome);
        ended = true;
    }

    QFuture<base::Result<void>> commit()
    {
        saving = true;
        return services.store->commitTurn(toRecord(turn, plan, recorder.seed()), recorder.record(), plan.draft);
    }

    void saveWire()
    {
        if (!outcome.transport.wire.isEmpty())
            services.store->saveWire(turn.traceId, outcome.transport.wire);
    }

    void committed(const base::Result<void> &saved)
    {
        saving = false;
        turn.saved = saved.has_value();
        turn.saveFailed = !saved;
        turn.saveProblem.clear();
        if (!saved && !services.store->health().lasting) {
            turn.saveProblem = saved.error().message;
            retryTimer.start();
        }
        Q_EMIT runner->committed(turn.saved);
    }

    TurnRunner *runner = nullptr; ///< null once the runner is gone
    TurnServices services;
    TurnPlan plan;
    TurnRecorder recorder;
    Turn turn;
    gateway::CallOutcome outcome;
    llm::ReplyBuilder builder;
    base::MonoTime started;
    base::MonoTime told; ///< when changed() was last said
    QTimer frameTimer;
    QTimer retryTimer; ///< until the next try to save
    std::stop_source call; ///< stops the call; the scope's token says that the runner is gone
    bool ended = false;
    bool saving = false;
};

TurnRunner::TurnRunner(const TurnServices &services, TurnPlan plan, QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Private>(services, std::move(plan)))
{
    d->runner = this;
    d->turn.id = base::randomUuid();
    d->turn.position = d->plan.position;
    d->turn.traceId = d->recorder.seed().trace;
    d->turn.created = d->recorder.seed().start;
    d->turn.profileName = d->plan.profile.name;
    d->turn.request = d->plan.request;
    d->turn.prompt = d->plan.own.plainText();
    d->frameTimer.setSingleShot(true);
    d->frameTimer.setTimerType(Qt::PreciseTimer);
    connect(&d->frameTimer, &QTimer::timeout, this, [this] {
        d->told = std::chrono::steady_clock::now();
        d->refresh();
        Q_EMIT changed();
    });
    d->retryTimer.setSingleShot(true);
    d->retryTimer.setInterval(saveRetryPause);
    connect(&d->retryTimer, &QTimer::timeout, this, &TurnRunner::saveAgain);
}

TurnRunner::~TurnRunner()
{
    d->runner = nullptr;
    d->call.request_stop();
}

void TurnRunner::start()
{
    d->started = std::chrono::steady_clock::now();
    d->services.store->beginTurn(toRecord(d->turn, d->plan, d->recorder.seed()));
    m_scope.start(run(d, m_scope.token()));
}

void TurnRunner::stop()
{
    d->call.request_stop();
}

void TurnRunner::saveAgain()
{
    if (!d->turn.saveFailed || d->saving)
        return;
    d->retryTimer.stop();
    Q_EMIT savingAgain();
    m_scope.start(commitAgain(d, m_scope.token()));
}

bool TurnRunner::isRunning() const
{
    return !d->ended;
}

const Turn &TurnRunner::turn() const
{
    return d->turn;
}

trace::LiveTrace *TurnRunner::trace() const
{
    return d->recorder.live();
}

const gateway::CallOutcome &TurnRunner::outcome() const
{
    return d->outcome;
}

const TurnPlan &TurnRunner::plan() const
{
    return d->plan;
}

QCoro::Task<gateway::CallOutcome> TurnRunner::call(std::shared_ptr<Private> d)
{
    const std::stop_token stop = d->call.get_token();
    const TypedSecrets typed;
    const auto secrets = co_await readSecrets(d->services.secrets, d->plan.profile, d->plan.model, typed, stop);
    gateway::CallOutcome outcome;
    outcome.transport.timings.start = d->started;
    if (stop.stop_requested()) {
        outcome.state = llm::TurnState::Stopped;
        outcome.error = base::Error::cancelled();
        co_return outcome;
    }
    auto endpoint = secrets ? gateway::endpointFor(d->plan.profile, d->plan.model, *secrets)
                            : base::Result<gateway::Endpoint>(tl::unexpected(secrets.error()));
    if (!endpoint) {
        outcome.error = endpoint.error();
        co_return outcome;
    }
    gateway::ChatCall chatCall;
    chatCall.endpoint = *endpoint;
    chatCall.request = d->plan.request;
    chatCall.traceparent = d->recorder.traceparent();
    auto result = co_await d->services.gateway->complete(chatCall, d, stop);
    co_return result;
}

QCoro::Task<> TurnRunner::run(std::shared_ptr<Private> d, std::stop_token gone)
{
    const auto outcome = co_await call(d);
    if (gone.stop_requested())
        co_return;
    d->finish(outcome);
    d->services.journal->flush();
    auto commit = d->commit();
    d->saveWire();
    Q_EMIT d->runner->ended();
    if (gone.stop_requested())
        co_return;
    const auto saved = co_await qCoro(commit).waitForFinished();
    if (gone.stop_requested())
        co_return;
    d->committed(saved);
}

QCoro::Task<> TurnRunner::commitAgain(std::shared_ptr<Private> d, std::stop_token gone)
{
    auto commit = d->commit();
    const auto saved = co_await qCoro(commit).waitForFinished();
    if (gone.stop_requested())
        co_return;
    if (saved)
        d->saveWire();
    d->committed(saved);
}

} // namespace chat
