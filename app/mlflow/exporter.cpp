// SPDX-License-Identifier: Apache-2.0
#include "mlflow/exporter.h"

#include "mlflow/lane.h"
#include "trace/ids.h"

#include <QCoroFuture>

#include <QtCore/QTimer>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using base::Result;
using std::chrono::milliseconds;

namespace mlflow {

namespace {

constexpr int MostClaimed = 200; ///< rows in hand over all destinations
constexpr int ClaimSize = 100;
constexpr int MostHastened = 10000; ///< rows looked at
constexpr milliseconds Settle{20}; ///< changes of the outbox that come together are looked at together

base::Timestamp now()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

} // namespace

class Exporter::Private
{
public:
    explicit Private(Exporter *exporter)
        : exporter(exporter)
    { }

    Lane *laneFor(const store::Destination &destination) const
    {
        const auto it = std::find_if(lanes.cbegin(), lanes.cend(),
                                     [&destination](const auto &lane) { return lane->destination() == destination; });
        return it != lanes.cend() ? it->get() : nullptr;
    }

    Lane *makeLane(const store::Destination &destination)
    {
        auto lane = std::make_unique<Lane>(destination, store, client, resolve);
        lane->setPace(pace);
        lane->setIdentity(identity);
        connect(
            lane.get(), &Lane::hungry, exporter, [this] { look(milliseconds(0)); }, Qt::QueuedConnection);
        connect(lane.get(), &Lane::attention, exporter,
                [this, destination](const base::Error &error) { Q_EMIT exporter->needsAttention(destination, error); });
        connect(lane.get(), &Lane::sent, exporter, [this](const store::OutboxRow &row, const QString &experimentId) {
            status.lastSent = now();
            store::OutboxRow sentRow = row;
            sentRow.experimentId = experimentId;
            Q_EMIT exporter->traceSent(row.traceId, exporter->linkFor(sentRow));
        });
        lanes.push_back(std::move(lane));
        return lanes.back().get();
    }

    void dispatch(const QList<store::OutboxRow> &rows)
    {
        QList<std::pair<Lane *, QList<store::OutboxRow>>> shares;
        for (const store::OutboxRow &row : rows) {
            Lane *lane = laneFor(row.destination);
            if (!lane)
                lane = makeLane(row.destination);
            const auto it
                = std::find_if(shares.begin(), shares.end(), [lane](const auto &share) { return share.first == lane; });
            if (it != shares.end())
                it->second.append(row);
            else
                shares.append({lane, {row}});
        }
        for (const auto &[lane, share] : std::as_const(shares))
            lane->add(share);
    }

    int room() const
    {
        qsizetype queued = 0;
        for (const auto &lane : lanes)
            queued += lane->queued();
        return int(std::clamp<qsizetype>(MostClaimed - queued, 0, ClaimSize));
    }

    /// Looks at the outbox at the latest in `delay`.
    void look(milliseconds delay)
    {
        if (started && (!timer.isActive() || timer.remainingTimeAsDuration() > delay))
            timer.start(delay);
    }

    void setCounts(const store::OutboxCounts &counts)
    {
        Status fresh = status;
        fresh.waiting = counts.waiting;
        fresh.sending = counts.sending;
        fresh.failed = counts.failed;
        fresh.nextTry = counts.nextTry;
        fresh.reason = counts.reason;
        fresh.otherProcess = !holdsLock;
        const bool changed = !(fresh == told);
        status = fresh;
        told = fresh;
        if (changed)
            Q_EMIT exporter->statusChanged();
    }

    QCoro::Task<> hasten(QString server, std::stop_token stop);
    QCoro::Task<> findUrl(store::Destination destination, std::stop_token stop);

    Exporter *exporter;
    store::Store *store = nullptr; ///< not owned
    http::Client *client = nullptr; ///< not owned
    Resolve resolve;
    Identity identity;
    Pace pace;
    std::vector<std::unique_ptr<Lane>> lanes;
    QTimer timer;
    Status status;
    Status told; ///< as statusChanged() last said
    QHash<QString, QString> urls; ///< of local servers, by destination server
    bool started = false;
    bool draining = false;
    bool holdsLock = false;
    base::TaskScope scope;
};

Exporter::Exporter(store::Store *store, http::Client *client, Resolve resolve, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    d->store = store;
    d->client = client;
    d->resolve = std::move(resolve);
    d->timer.setSingleShot(true);
    connect(&d->timer, &QTimer::timeout, this, [this] {
        if (d->draining)
            d->look(Settle);
        else
            d->scope.start(drain(d->scope.token()));
    });
    connect(store, &store::Store::outboxChanged, this, [this] { d->look(Settle); });
    connect(store, &store::Store::tracesChanged, this, [this] { d->look(Settle); });
}

Exporter::~Exporter()
{
    stop();
}

void Exporter::setIdentity(const Identity &identity)
{
    d->identity = identity;
    for (const auto &lane : d->lanes)
        lane->setIdentity(identity);
}

void Exporter::setPace(const Pace &pace)
{
    d->pace = pace;
}

void Exporter::start()
{
    d->started = true;
    d->look(milliseconds(0));
}

void Exporter::stop()
{
    if (!d->started)
        return;
    d->started = false;
    d->timer.stop();
    d->scope.requestStop();
    for (const auto &lane : d->lanes)
        lane->stop();
    if (d->holdsLock)
        d->store->releaseExporterLock();
}

int Exporter::running() const
{
    int count = d->scope.running();
    for (const auto &lane : d->lanes)
        count += lane->running();
    return count;
}

const Exporter::Status &Exporter::status() const
{
    return d->status;
}

void Exporter::retryNow()
{
    for (const auto &lane : d->lanes)
        lane->release();
    d->store->retryNow(std::nullopt);
}

void Exporter::retryNow(qint64 rowId)
{
    for (const auto &lane : d->lanes)
        lane->release();
    d->store->retryNow(rowId);
}

void Exporter::serverReady(const QString &server)
{
    for (const auto &lane : d->lanes) {
        if (lane->destination().server == server)
            lane->release();
    }
    if (d->holdsLock)
        d->scope.start(d->hasten(server, d->scope.token()));
}

void Exporter::restoreExperiment(const store::Destination &destination)
{
    Lane *lane = d->laneFor(destination);
    if (!lane)
        lane = d->makeLane(destination);
    lane->restoreExperiment();
}

bool Exporter::experimentIsDeleted(const store::Destination &destination) const
{
    const Lane *lane = d->laneFor(destination);
    return lane && lane->experimentIsDeleted();
}

QString Exporter::linkFor(const store::OutboxRow &row) const
{
    if (row.experimentId.isEmpty())
        return {};
    const Lane *lane = d->laneFor(row.destination);
    const bool local = row.destination.server == settings::localMlflowUrl;
    QString url = lane ? lane->url() : QString();
    if (url.isEmpty())
        url = local ? d->urls.value(row.destination.server) : row.destination.server;
    if (url.isEmpty() && !d->scope.token().stop_requested()) {
        d->scope.start(d->findUrl(row.destination, d->scope.token()));
        return {};
    }
    return traceUrl(url, row.experimentId, trace::mlflowTraceId(row.traceId), lane ? lane->workspace() : QString());
}

QCoro::Task<> Exporter::Private::findUrl(store::Destination destination, std::stop_token stop)
{
    const QFuture<Result<Connection>> resolving = resolve(destination);
    const auto connection = co_await qCoro(resolving).waitForFinished();
    if (stop.stop_requested() || !connection || urls.value(destination.server) == connection->url)
        co_return;
    urls.insert(destination.server, connection->url);
    Q_EMIT exporter->statusChanged();
}

/// Rows that wait for this server (empty: for any) go now, whatever pause an earlier run or a failure has set.
QCoro::Task<> Exporter::Private::hasten(QString server, std::stop_token stop)
{
    const auto reading = store->outbox(false, MostHastened);
    const auto rows = co_await qCoro(reading).waitForFinished();
    if (stop.stop_requested() || !rows)
        co_return;
    QList<store::Destination> destinations;
    for (const store::OutboxRow &row : *rows) {
        const bool meant = server.isEmpty() || row.destination.server == server;
        if (meant && row.state == store::OutboxState::Waiting && row.nextTry > now()
            && !destinations.contains(row.destination))
            destinations.append(row.destination);
    }
    for (const store::Destination &destination : std::as_const(destinations))
        store->hasten(destination, now());
}

QCoro::Task<> Exporter::drain(std::stop_token stop)
{
    d->draining = true;
    if (!d->holdsLock) {
        const auto asking = d->store->acquireExporterLock();
        const auto got = co_await qCoro(asking).waitForFinished();
        if (stop.stop_requested())
            co_return;
        d->holdsLock = got.value_or(false);
        if (d->holdsLock)
            d->scope.start(d->hasten({}, stop));
    }
    while (d->holdsLock && d->room() > 0) {
        const auto claiming = d->store->claimDue(now(), d->room());
        const auto rows = co_await qCoro(claiming).waitForFinished();
        if (stop.stop_requested())
            co_return;
        if (!rows || rows->isEmpty())
            break;
        d->dispatch(*rows);
    }
    const auto counting = d->store->outboxCounts();
    const auto counts = co_await qCoro(counting).waitForFinished();
    if (stop.stop_requested())
        co_return;
    d->draining = false;
    milliseconds next = d->pace.look;
    if (counts) {
        d->setCounts(*counts);
        if (d->holdsLock && counts->nextTry && d->room() > 0)
            next = std::min(
                next, std::chrono::ceil<milliseconds>(std::max(*counts->nextTry - now(), std::chrono::nanoseconds(0))));
    }
    d->look(next);
}

} // namespace mlflow
