// SPDX-License-Identifier: Apache-2.0
#include "mlflow/exportloader.h"

#include "mlflow/background.h"

#include <QCoroFuture>

namespace mlflow {

namespace {

// mlflow.md 4.7 step 2.
constexpr qsizetype MostTraces = 50;
constexpr qsizetype MostBytes = 2 * 1024 * 1024;
/// Read together; the most that a post can exceed its size by.
constexpr qsizetype Portion = 10;

struct Loaded
{
    store::OutboxRow row;
    trace::TraceRecord record;
};

QList<ExportItem> prepareAll(const QList<Loaded> &loaded, const ExportOptions &options)
{
    QList<ExportItem> items;
    items.reserve(loaded.size());
    for (const Loaded &one : loaded) {
        ExportOptions own = options;
        own.content = one.row.content;
        items.append({one.row, prepareTrace(one.record, own)});
    }
    return items;
}

qsizetype sizeOf(const ExportLoad &load)
{
    qsizetype size = 0;
    for (const ExportItem &item : load.items)
        size += item.trace.spans.size();
    return size;
}

} // namespace

ExportLoader::ExportLoader(store::Store *store)
    : m_store(store)
{ }

QFuture<ExportLoad> ExportLoader::load(const QList<store::OutboxRow> &rows, const ExportOptions &options)
{
    auto promise = std::make_shared<QPromise<ExportLoad>>();
    promise->start();
    QFuture<ExportLoad> future = promise->future();
    m_scope.start(run(rows, options, promise, m_scope.token()));
    return future;
}

QCoro::Task<> ExportLoader::run(QList<store::OutboxRow> rows, ExportOptions options, Promise promise,
                                std::stop_token stop)
{
    ExportLoad load;
    store::Store *store = m_store;
    while (!rows.isEmpty() && load.items.size() < MostTraces && sizeOf(load) < MostBytes) {
        const QList<store::OutboxRow> portion = rows.first(std::min(rows.size(), Portion));
        rows.remove(0, portion.size());
        QList<store::Store::Future<trace::TraceRecord>> reads;
        for (const store::OutboxRow &row : portion)
            reads.append(store->trace(row.traceId));
        QList<Loaded> loaded;
        for (qsizetype i = 0; i < portion.size(); ++i) {
            auto reading = reads.at(i);
            const auto record = co_await qCoro(reading).waitForFinished();
            if (record)
                loaded.append({portion.at(i), *record});
            else
                load.missing.append({portion.at(i), record.error()});
        }
        const auto preparing = inBackground([loaded, options] { return prepareAll(loaded, options); });
        const auto prepared = co_await qCoro(preparing).waitForFinished();
        load.items.append(prepared);
        if (stop.stop_requested())
            break;
    }
    load.rest = rows;
    promise->addResult(load);
    promise->finish();
}

} // namespace mlflow
