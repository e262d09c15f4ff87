// SPDX-License-Identifier: Apache-2.0
#include "app/trace/recordings.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>

using namespace Qt::StringLiterals;

namespace recordings {

namespace {

QString dataPath(const QString &path)
{
    return QStringLiteral(SPANWAY_TEST_DATA) + u'/' + path;
}

} // namespace

QStringList files(const QString &folder, const QString &pattern)
{
    return QDir(dataPath(folder)).entryList({pattern}, QDir::Files, QDir::Name);
}

QStringList traces()
{
    QStringList found;
    for (const QString &scenario :
         QDir(dataPath(u"autolog"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        for (const QString &file : files(u"autolog/"_s + scenario, u"trace*.json"_s))
            found.append(scenario + u'/' + file);
    }
    return found;
}

QByteArray bytes(const QString &path)
{
    QFile file(dataPath(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

base::Json json(const QString &path)
{
    return base::Json::parse(bytes(path)).value_or(base::Json());
}

trace::TraceRecord sent(const QString &scenario, const trace::TraceId &id)
{
    trace::TraceRecord record;
    record.info.id = id;
    for (const QString &file : files(u"otlp"_s, scenario + u".*.pb"_s)) {
        const auto batches = trace::readOtlp(bytes(u"otlp/"_s + file));
        if (!batches)
            continue;
        for (const trace::OtlpBatch &batch : *batches) {
            for (const auto &[trace, span] : batch.spans) {
                if (trace == id)
                    record.spans.append(span);
            }
        }
    }
    return record;
}

} // namespace recordings
