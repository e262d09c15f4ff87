// SPDX-License-Identifier: Apache-2.0
#include "services/tracefiles.h"

#include "base/whendone.h"
#include "trace/mlflowreader.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace services {

namespace {

using Read = base::Result<QList<trace::LoadedTrace>>;

Read readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::unexpected(base::Error(base::ErrorKind::InvalidInput,
                                          TraceFiles::tr("%1 cannot be read: %2").arg(path, file.errorString())));
    }
    return trace::readMlflowJson(file.readAll());
}

} // namespace

TraceFiles::TraceFiles(store::Store *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

void TraceFiles::open(const QString &path)
{
    base::whenDone(QtConcurrent::run(readFile, path), this, [this, path](const Read &read) {
        if (read)
            save(path, *read);
        else
            Q_EMIT failed(path, read.error());
    });
}

void TraceFiles::save(const QString &path, const QList<trace::LoadedTrace> &loaded)
{
    const QString origin = u"file:"_s + QFileInfo(path).fileName();
    QFuture<base::Result<void>> last;
    QStringList issues;
    for (const trace::LoadedTrace &one : loaded) {
        last = m_store->importTrace(one.record, origin);
        for (const trace::Issue &issue : one.issues.kept())
            issues.append(issue.place + u": "_s + issue.text);
    }
    const trace::TraceId first = loaded.first().record.info.id;
    const int count = static_cast<int>(loaded.size());
    base::whenDone(last, this, [this, path, first, count, issues](const base::Result<void> &saved) {
        if (saved)
            Q_EMIT opened(path, first, count, issues);
        else
            Q_EMIT failed(path, saved.error());
    });
}

} // namespace services
