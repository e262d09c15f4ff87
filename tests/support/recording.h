// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <utility>

namespace testsupport {

/// One HTTP message of tests/data, taken apart.
struct Recording
{
    QByteArray raw; ///< the whole file
    QByteArray startLine;
    int status = 0; ///< of an answer
    QList<std::pair<QByteArray, QByteArray>> headers; ///< in order, names as sent
    QList<QByteArray> chunks; ///< of a chunked body, as framed; else one
    QByteArray body; ///< decoded from its chunks
    bool complete = false; ///< by HTTP's rules

    QByteArray header(QByteArrayView name) const; ///< any case, empty if absent
    bool isEventStream() const;
};

/// Reads "kong/010-stream.http" and the like. A missing file fails the program: the data are part of the project.
Recording readRecording(const QString &relativePath);
/// Paths of every recorded answer that is an event stream with status 200, sorted, relative to tests/data.
QStringList recordedStreams();
/// Bytes of a file below tests/data.
QByteArray testData(const QString &relativePath);

} // namespace testsupport
