// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "store/store.h"
#include "trace/mlflowreader.h"

#include <QtCore/QObject>

namespace services {

/// Opens trace files (MLflow JSON) into the store. Reading and parsing happen in the thread pool. GUI thread.
class TraceFiles : public QObject
{
    Q_OBJECT

public:
    explicit TraceFiles(store::Store *store, QObject *parent = nullptr);
    void open(const QString &path);

Q_SIGNALS:
    void opened(const QString &path, const trace::TraceId &first, int count, const QStringList &issues);
    void failed(const QString &path, const base::Error &error);

private:
    void save(const QString &path, const QList<trace::LoadedTrace> &loaded);

    store::Store *m_store; ///< not owned
};

} // namespace services
