// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/taskscope.h"
#include "mlflow/traceexport.h"
#include "store/store.h"

namespace mlflow {

/// A row with what it sends.
struct ExportItem
{
    store::OutboxRow row;
    TraceExport trace;
};

/// What one load gave.
struct ExportLoad
{
    QList<ExportItem> items; ///< may be sent, or say in their `problem` why not
    QList<std::pair<store::OutboxRow, base::Error>> missing; ///< could not be read
    QList<store::OutboxRow> rest; ///< left alone, because the post is full
};

/// Reads traces from the store and encodes them in the thread pool, a post's worth at a time, while another post is on
/// its way. GUI thread.
class ExportLoader
{
public:
    explicit ExportLoader(store::Store *store);

    /// Finishes always; with what was done so far when the loader goes.
    QFuture<ExportLoad> load(const QList<store::OutboxRow> &rows, const ExportOptions &options);

private:
    using Promise = std::shared_ptr<QPromise<ExportLoad>>;

    QCoro::Task<> run(QList<store::OutboxRow> rows, ExportOptions options, Promise promise, std::stop_token stop);

    store::Store *m_store; ///< not owned
    base::TaskScope m_scope;
};

} // namespace mlflow
