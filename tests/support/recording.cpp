// SPDX-License-Identifier: Apache-2.0
#include "support/recording.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

void splitHead(QByteArrayView head, Recording &recording)
{
    const QList<QByteArray> lines = head.toByteArray().split('\n');
    recording.startLine = lines.constFirst().trimmed();
    if (recording.startLine.startsWith("HTTP/"))
        recording.status = recording.startLine.mid(9, 3).toInt();
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            recording.headers.append({line.first(colon), line.sliced(colon + 1).trimmed()});
    }
}

void takeChunks(QByteArrayView rest, Recording &recording)
{
    for (;;) {
        const qsizetype lineEnd = rest.indexOf("\r\n");
        if (lineEnd < 0)
            return;
        bool ok = false;
        const qsizetype size = rest.first(lineEnd).toByteArray().toLongLong(&ok, 16);
        rest = rest.sliced(lineEnd + 2);
        if (!ok)
            return;
        if (size == 0) {
            recording.complete = true;
            return;
        }
        recording.chunks.append(rest.first(std::min(size, rest.size())).toByteArray());
        if (rest.size() < size + 2)
            return;
        rest = rest.sliced(size + 2);
    }
}

} // namespace

QByteArray Recording::header(QByteArrayView name) const
{
    for (const auto &[known, value] : headers) {
        if (known.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

bool Recording::isEventStream() const
{
    return header("content-type").startsWith("text/event-stream");
}

QByteArray testData(const QString &relativePath)
{
    QFile file(QStringLiteral(SPANWAY_TEST_DATA "/") + relativePath);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("tests/data/%s cannot be read", qUtf8Printable(relativePath));
    return file.readAll();
}

Recording readRecording(const QString &relativePath)
{
    Recording recording;
    recording.raw = testData(relativePath);
    QByteArrayView rest = recording.raw;
    qsizetype headEnd = rest.indexOf("\r\n\r\n");
    while (headEnd >= 0 && rest.startsWith("HTTP/1.1 1")) { // 100 Continue
        rest = rest.sliced(headEnd + 4);
        headEnd = rest.indexOf("\r\n\r\n");
    }
    if (headEnd < 0)
        return recording;
    splitHead(rest.first(headEnd), recording);
    rest = rest.sliced(headEnd + 4);
    if (recording.header("transfer-encoding").contains("chunked")) {
        takeChunks(rest, recording);
    } else {
        recording.chunks = {rest.toByteArray()};
        const QByteArray length = recording.header("content-length");
        recording.complete = length.isEmpty() || length.toLongLong() == rest.size();
    }
    recording.body = recording.chunks.join();
    return recording;
}

QStringList recordedStreams()
{
    const QString root = QStringLiteral(SPANWAY_TEST_DATA);
    QStringList paths;
    for (QDirIterator it(root, {u"*.http"_s}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = QDir(root).relativeFilePath(it.next());
        if (path.contains(".request."_L1) || path.contains(".upstream"_L1) || path.contains("otlp"_L1)
            || path.contains("httplog"_L1))
            continue;
        const Recording recording = readRecording(path);
        if (recording.status == 200 && recording.isEventStream())
            paths.append(path);
    }
    paths.sort();
    return paths;
}

} // namespace testsupport
