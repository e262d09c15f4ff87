// SPDX-License-Identifier: Apache-2.0
#include "mlflow/lane.h"

#include "mlflow/words.h"
#include "trace/ids.h"

#include <QCoroFuture>

#include <algorithm>

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Json;
using base::Result;

namespace mlflow {

namespace {

constexpr int MostFaults = 5; ///< mlflow.md 10: 500 is tried five times
constexpr qsizetype LowWater = 50;

base::Timestamp now()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

} // namespace

Lane::Lane(store::Destination destination, store::Store *store, http::Client *client, ServerLink::Resolve resolve)
    : m_link(std::move(destination), client, std::move(resolve))
    , m_store(store)
    , m_loader(store)
{ }

Lane::~Lane() = default;

void Lane::setPace(const Pace &pace)
{
    m_pace = pace;
    m_link.setPace(pace);
}

void Lane::add(const QList<store::OutboxRow> &rows)
{
    if (paused() && std::any_of(rows.cbegin(), rows.cend(), [this](const auto &row) { return isAskedFor(row); }))
        release();
    if (paused()) {
        m_store->postpone(destination(), m_pausedUntil, m_reason);
        return;
    }
    m_queue += rows;
    if (m_scope.running() == 0)
        m_scope.start(run(m_scope.token()));
}

void Lane::release()
{
    m_pausedUntil = {};
    m_deleted = false;
    m_failures = 0;
    m_faults.clear();
    if (m_scope.running() == 0) {
        m_link.forgetServer();
        m_link.forgetExperiment();
    }
}

void Lane::restoreExperiment()
{
    m_link.allowRestore();
    release();
    m_store->hasten(destination(), now());
}

void Lane::stop()
{
    m_scope.requestStop();
}

bool Lane::paused() const
{
    return m_pausedUntil > now();
}

/// Such a row has the reason of its wait and a time since the pause began; a new row has no reason, one that was claimed
/// before the pause an older time.
bool Lane::isAskedFor(const store::OutboxRow &row) const
{
    return !row.reason.isEmpty() && row.nextTry >= m_pausedSince;
}

QCoro::Task<> Lane::run(std::stop_token stop)
{
    while (!m_queue.isEmpty() || m_loading) {
        const auto ready = co_await m_link.connect(stop);
        if (stop.stop_requested())
            co_return;
        if (!ready) {
            // Nobody was reached: that was an attempt for all that was about to go.
            setBack(ready.error(), true);
            co_return;
        }
        startLoading();
        const QFuture<ExportLoad> loading = *m_loading;
        const auto load = co_await qCoro(loading).waitForFinished();
        if (stop.stop_requested())
            co_return;
        const QList<ExportItem> items = takeLoad(load);
        startLoading();
        co_await deliver(items, stop);
        if (stop.stop_requested() || paused())
            co_return;
    }
}

void Lane::startLoading()
{
    if (m_loading || m_queue.isEmpty())
        return;
    ExportOptions options;
    options.identity = m_identity;
    options.experimentId = m_link.experimentId();
    options.artifact = !m_link.storesOtlp();
    m_loadingRows = m_queue.first(std::min(m_queue.size(), LowWater));
    m_queue.remove(0, m_loadingRows.size());
    m_loading = m_loader.load(m_loadingRows, options);
    if (m_queue.size() < LowWater)
        Q_EMIT hungry();
}

/// What is being made ready has become useless; its rows come first when the queue goes on.
void Lane::dropLoading()
{
    m_queue = m_loadingRows + m_queue;
    m_loadingRows.clear();
    m_loading.reset();
}

QList<ExportItem> Lane::takeLoad(const ExportLoad &load)
{
    m_loading.reset();
    m_loadingRows.clear();
    m_queue = load.rest + m_queue;
    for (const auto &[row, error] : load.missing) {
        if (error.kind == ErrorKind::NotFound)
            m_store->markFailed(row.id, error.message);
        else
            m_store->markWaiting(row.id, now() + backoff(m_pace, row.attempts + 1, {}), error.message);
    }
    QList<ExportItem> good;
    for (const ExportItem &item : load.items) {
        if (item.trace.problem)
            m_store->markFailed(item.row.id, *item.trace.problem);
        else
            good.append(item);
    }
    return good;
}

QCoro::Task<> Lane::deliver(QList<ExportItem> items, std::stop_token stop)
{
    const bool single = m_single;
    bool together = false;
    if (m_link.storesOtlp() && items.size() > 1 && !single) {
        const Posted posted = co_await postTogether(items, stop);
        if (stop.stop_requested())
            co_return;
        together = posted == Posted::Together;
        if (posted == Posted::Halt)
            co_return;
    }
    while (!items.isEmpty()) {
        const ExportItem item = items.first();
        const bool goOn = co_await deliverOne(item, together, stop);
        if (stop.stop_requested())
            co_return;
        if (m_reload) {
            m_reload = false;
            dropLoading();
            for (qsizetype i = items.size(); i > 0; --i)
                m_queue.prepend(items.at(i - 1).row);
            co_return;
        }
        if (!goOn)
            co_return;
        items.removeFirst();
    }
    // What follows is sent together again once a post's worth has passed one by one.
    m_single = m_single && !single;
}

QCoro::Task<Lane::Posted> Lane::postTogether(QList<ExportItem> items, std::stop_token stop)
{
    QByteArray body;
    int spans = 0;
    for (const ExportItem &item : items) {
        body += item.trace.spans;
        spans += item.trace.spanCount;
    }
    const auto posted = co_await m_link.client()->postSpans(m_link.experimentId(), body, spans, stop);
    if (stop.stop_requested())
        co_return Posted::Halt;
    if (posted)
        co_return Posted::Together;
    const Fault fault = faultOf(posted.error());
    m_single = true;
    // One bad trace takes the whole post with it: alone, each is judged for itself. So is the experiment.
    if (fault == Fault::BadData || fault == Fault::ServerFault || fault == Fault::NotThere)
        co_return Posted::OneByOne;
    setBack(posted.error());
    for (const ExportItem &item : items)
        m_store->markWaiting(item.row.id, m_pausedUntil, m_reason);
    co_return Posted::Halt;
}

QCoro::Task<bool> Lane::deliverOne(ExportItem item, bool posted, std::stop_token stop)
{
    if (m_link.storesOtlp() && !posted) {
        const auto sent
            = co_await m_link.client()->postSpans(m_link.experimentId(), item.trace.spans, item.trace.spanCount, stop);
        if (stop.stop_requested())
            co_return false;
        if (!sent)
            co_return absorb(item, sent.error(), Step::Spans);
    }
    if (!item.trace.attachments.isEmpty()) {
        const bool kept = co_await putAttachments(item, stop);
        if (stop.stop_requested() || !kept)
            co_return kept;
    }
    const bool goOn = co_await startTrace(std::move(item), stop);
    co_return goOn;
}

QCoro::Task<bool> Lane::putAttachments(ExportItem item, std::stop_token stop)
{
    const QString folder = artifactFolder({}, m_link.experimentId(), item.trace.id) + u"/attachments/"_s;
    for (const Attachment &attachment : std::as_const(item.trace.attachments)) {
        const QString path = folder + attachment.uuid;
        const auto put = co_await m_link.client()->putArtifact(path, attachment.bytes, stop);
        if (stop.stop_requested())
            co_return false;
        if (!put)
            co_return absorb(item, put.error(), Step::Attachments);
    }
    co_return true;
}

QCoro::Task<bool> Lane::startTrace(ExportItem item, std::stop_token stop)
{
    const auto echo = co_await m_link.client()->startTrace(item.trace.info, stop);
    if (stop.stop_requested())
        co_return false;
    if (!echo)
        co_return absorb(item, echo.error(), Step::Start);
    const QString difference = echoDifference(item.trace.info, *echo);
    if (!difference.isEmpty()) {
        repeatLater(item, Words::tr("MLflow did not keep %1 as it was sent.").arg(difference), true);
        co_return true;
    }
    if (!m_link.storesOtlp()) {
        const QString path = artifactFolder(*echo, m_link.experimentId(), item.trace.id) + u"/traces.json"_s;
        const auto put = co_await m_link.client()->putArtifact(path, item.trace.artifact, stop);
        if (stop.stop_requested())
            co_return false;
        if (!put)
            co_return absorb(item, put.error(), Step::Artifact);
    } else if (!spansAreStored(*echo)) {
        repeatLater(item, Words::tr("MLflow took the spans but did not store them."), true);
        co_return true;
    }
    succeed(item);
    co_return true;
}

void Lane::succeed(const ExportItem &item)
{
    m_faults.remove(item.row.id);
    m_failures = 0;
    m_deleted = false;
    m_told = false;
    m_store->markSent(item.row.id, m_link.experimentId());
    Q_EMIT sent(item.row, m_link.experimentId());
}

/// Decides what an error at one trace means; false if the whole way is blocked.
bool Lane::absorb(const ExportItem &item, const Error &error, Step step)
{
    switch (faultOf(error)) {
    case Fault::Stopped:
        return false;
    case Fault::BadData:
    case Fault::AlreadyExists:
        m_store->markFailed(item.row.id, error.message);
        m_faults.remove(item.row.id);
        return true;
    case Fault::ServerFault:
        // A disk that is full or not writable says 500 to artifacts only (mlflow.md 10): that passes, bad data does
        // not.
        repeatLater(item, error.message, step == Step::Spans || step == Step::Start);
        return true;
    case Fault::NotThere:
    case Fault::ExperimentDeleted:
        lookForExperimentAgain(item, error);
        return false;
    default:
        setBack(error);
        // Behind the others: should this trace be what blocks the way, they go first.
        m_store->markWaiting(item.row.id, m_pausedUntil + backoff(m_pace, item.row.attempts + 1, {}), m_reason);
        return false;
    }
}

void Lane::repeatLater(const ExportItem &item, const QString &reason, bool mayPark)
{
    const int faults = ++m_faults[item.row.id];
    if (mayPark && faults >= MostFaults) {
        m_faults.remove(item.row.id);
        m_store->markFailed(item.row.id, reason);
        return;
    }
    m_store->markWaiting(item.row.id, now() + backoff(m_pace, faults, {}), reason);
}

void Lane::lookForExperimentAgain(const ExportItem &item, const Error &error)
{
    m_link.forgetExperiment();
    if (++m_faults[item.row.id] < MostFaults) {
        m_reload = true;
        return;
    }
    m_faults.remove(item.row.id);
    setBack(error);
}

void Lane::setBack(const Error &error, bool tried)
{
    m_link.forgetServer();
    switch (faultOf(error)) {
    case Fault::Stopped:
        return;
    case Fault::Unreachable:
    case Fault::Busy:
    case Fault::ServerFault:
    case Fault::NotThere:
        ++m_failures;
        pauseFor(backoff(m_pace, m_failures, error.retryAfter), error.message, tried);
        return;
    default:
        break;
    }
    m_link.forgetExperiment();
    m_deleted = faultOf(error) == Fault::ExperimentDeleted;
    pauseFor(m_pace.attention, error.message, tried);
    if (!m_told) {
        m_told = true;
        Q_EMIT attention(error);
    }
}

void Lane::pauseFor(std::chrono::milliseconds pause, const QString &reason, bool tried)
{
    m_pausedSince = now();
    m_pausedUntil = m_pausedSince + pause;
    m_reason = reason;
    m_queue.clear();
    m_loadingRows.clear();
    m_loading.reset();
    m_store->postpone(destination(), m_pausedUntil, m_reason, tried);
}

} // namespace mlflow
