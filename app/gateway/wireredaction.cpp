// SPDX-License-Identifier: Apache-2.0
#include "gateway/wireredaction.h"

#include "base/redactor.h"

#include <QtCore/QPromise>
#include <QtCore/QThreadPool>

#include <memory>

using Direction = http::WireEntry::Direction;

namespace gateway {

namespace {

QByteArray joined(const QList<http::WireEntry> &wire, Direction direction)
{
    QByteArray bytes;
    for (const http::WireEntry &entry : wire) {
        if (entry.direction == direction)
            bytes += entry.bytes;
    }
    return bytes;
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Length of a chunk border (CRLF, size, CRLF) at the beginning of `bytes`, 0 if there is none.
qsizetype borderLength(QByteArrayView bytes)
{
    qsizetype at = 2;
    while (at < bytes.size() && at < 18 && isHexDigit(bytes.at(at)))
        ++at;
    return at > 2 && bytes.sliced(at).startsWith("\r\n") ? at + 2 : 0;
}

/// What a reader of the decoded body would see.
QByteArray withoutChunkBorders(QByteArrayView bytes)
{
    QByteArray result;
    result.reserve(bytes.size());
    for (;;) {
        const qsizetype at = bytes.indexOf("\r\n");
        if (at < 0)
            return result.append(bytes);
        const qsizetype border = borderLength(bytes.sliced(at));
        result.append(bytes.first(border > 0 ? at : at + 2));
        bytes = bytes.sliced(at + (border > 0 ? border : 2));
    }
}

/// Replaces all bytes of one direction by `bytes`, at the time of the first.
QList<http::WireEntry> inOnePiece(const QList<http::WireEntry> &wire, Direction direction, const QByteArray &bytes)
{
    QList<http::WireEntry> result;
    bool told = false;
    for (const http::WireEntry &entry : wire) {
        if (entry.direction != direction) {
            result.append(entry);
        } else if (!told) {
            result.append(entry);
            result.last().bytes = bytes;
            told = true;
        }
    }
    return result;
}

} // namespace

QList<http::WireEntry> redactedWire(const QList<http::WireEntry> &wire, const base::Redactor *redactor,
                                    bool splitInside)
{
    if (!redactor || redactor->isEmpty())
        return wire;
    QList<http::WireEntry> result = wire;
    for (const Direction direction : {Direction::Sent, Direction::Received}) {
        const QByteArray bytes = joined(wire, direction);
        QByteArray masked = redactor->redact(bytes);
        const QByteArray plain = withoutChunkBorders(masked);
        if (direction == Direction::Received && (splitInside || redactor->redact(plain) != plain)) {
            const qsizetype headEnd = masked.indexOf("\r\n\r\n");
            masked.truncate(headEnd < 0 ? 0 : headEnd + 4);
            masked += "[left out: a secret was spread over this answer]";
        }
        if (masked != bytes)
            result = inOnePiece(result, direction, masked);
    }
    return result;
}

QFuture<QList<http::WireEntry>> redactedWireInPool(QList<http::WireEntry> wire, const base::Redactor *redactor,
                                                   bool splitInside)
{
    auto promise = std::make_shared<QPromise<QList<http::WireEntry>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, wire = std::move(wire), redactor, splitInside] {
        promise->addResult(redactedWire(wire, redactor, splitInside));
        promise->finish();
    });
    return promise->future();
}

} // namespace gateway
