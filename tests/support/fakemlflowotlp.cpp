// SPDX-License-Identifier: Apache-2.0
#include "support/fakemlflow.h"

#include <functional>

namespace testsupport {

namespace {

using Field = std::function<void(int number, quint64 value, QByteArrayView bytes)>;

quint64 varint(QByteArrayView bytes, qsizetype &at)
{
    quint64 value = 0;
    for (int shift = 0; at < bytes.size() && shift < 64; shift += 7) {
        const auto byte = quint8(bytes[at++]);
        value |= quint64(byte & 0x7f) << shift;
        if (byte < 0x80)
            break;
    }
    return value;
}

/// Calls `field` for each field of a message; false if the bytes are none.
bool walk(QByteArrayView bytes, const Field &field)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const quint64 key = varint(bytes, at);
        const int number = int(key >> 3);
        switch (key & 7) {
        case 0:
            field(number, varint(bytes, at), {});
            break;
        case 1:
            at += 8;
            break;
        case 2: {
            const auto size = qsizetype(varint(bytes, at));
            if (size < 0 || at + size > bytes.size())
                return false;
            field(number, 0, bytes.sliced(at, size));
            at += size;
            break;
        }
        default:
            return false;
        }
    }
    return at == bytes.size();
}

/// total_tokens of a KeyValue `mlflow.chat.tokenUsage`, else 0.
qint64 totalTokens(QByteArrayView keyValue)
{
    QByteArrayView key, value;
    walk(keyValue, [&](int number, quint64, QByteArrayView bytes) { (number == 1 ? key : value) = bytes; });
    if (key != "mlflow.chat.tokenUsage")
        return 0;
    qint64 total = 0;
    walk(value, [&](int, quint64, QByteArrayView list) {
        walk(list, [&](int, quint64, QByteArrayView pair) {
            QByteArrayView name, any;
            walk(pair, [&](int number, quint64, QByteArrayView bytes) { (number == 1 ? name : any) = bytes; });
            if (name == "total_tokens")
                walk(any, [&](int, quint64 number, QByteArrayView) { total = qint64(number); });
        });
    });
    return total;
}

FakeMlflow::Span readSpan(QByteArrayView message)
{
    FakeMlflow::Span span;
    walk(message, [&span](int number, quint64, QByteArrayView bytes) {
        if (number == 1)
            span.traceId = bytes.toByteArray();
        else if (number == 2)
            span.spanId = bytes.toByteArray();
        else if (number == 4)
            span.parentId = bytes.toByteArray();
        else if (number == 5)
            span.name = bytes.toByteArray();
        else if (number == 9)
            span.totalTokens += totalTokens(bytes);
    });
    return span;
}

} // namespace

QList<FakeMlflow::Span> readOtlpSpans(QByteArrayView body)
{
    QList<FakeMlflow::Span> spans;
    const bool whole = walk(body, [&spans](int, quint64, QByteArrayView resourceSpans) {
        walk(resourceSpans, [&spans](int number, quint64, QByteArrayView scopeSpans) {
            if (number != 2)
                return;
            walk(scopeSpans, [&spans](int inner, quint64, QByteArrayView span) {
                if (inner == 2)
                    spans.append(readSpan(span));
            });
        });
    });
    return whole ? spans : QList<FakeMlflow::Span>();
}

} // namespace testsupport
