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

/// Without a chunk border that the end cuts (CRLF, perhaps digits, perhaps CR).
QByteArrayView withoutCutBorder(QByteArrayView bytes)
{
    QByteArrayView rest = bytes;
    if (rest.endsWith('\r'))
        rest.chop(1);
    while (!rest.isEmpty() && isHexDigit(rest.back()))
        rest.chop(1);
    if (rest.endsWith("\r\n"))
        return rest.chopped(2);
    return bytes.endsWith('\r') ? bytes.chopped(1) : bytes;
}

/// How many bytes at the end may be the beginning of a secret whose rest never came; 0 where too few to mean anything.
qsizetype cutSecret(QByteArrayView bytes, const base::Redactor *redactor)
{
    constexpr qsizetype fewest = 4;
    const qsizetype tail = redactor->openTail(bytes);
    return tail >= fewest ? tail : 0;
}

/// Masks the beginning of a secret at the very end.
QByteArray withoutCutSecret(const QByteArray &bytes, const base::Redactor *redactor)
{
    for (const QByteArrayView kept : {QByteArrayView(bytes), withoutCutBorder(bytes)}) {
        if (const qsizetype tail = cutSecret(kept, redactor); tail > 0)
            return kept.chopped(tail).toByteArray() + base::Redactor::mask().toUtf8();
    }
    return bytes;
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
        QByteArray masked = withoutCutSecret(redactor->redact(bytes), redactor);
        const QByteArray plain = withoutChunkBorders(masked);
        const bool whole = masked.endsWith("\r\n0\r\n\r\n");
        const bool spread
            = redactor->redact(plain) != plain || (!whole && cutSecret(withoutCutBorder(plain), redactor) > 0);
        if (direction == Direction::Received && (splitInside || spread)) {
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

http::Head redactedHead(const http::Head &head, const base::Redactor *redactor)
{
    http::Head masked = head;
    for (http::Header &header : masked.headers)
        header.value = redactor ? redactor->redact(header.value) : header.value;
    return masked;
}

} // namespace gateway
