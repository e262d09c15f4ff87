// SPDX-License-Identifier: Apache-2.0
// Event streams: whatever the bytes are, and however they are split, the same payloads come out. The first byte chooses
// the split.
#include "llm/sseparser.h"

#include <cstddef>
#include <cstdint>

namespace {

QList<QByteArray> payloads(QByteArrayView bytes, qsizetype piece)
{
    llm::SseParser parser;
    QList<QByteArray> result;
    while (!bytes.isEmpty()) {
        const qsizetype size = std::min(piece, bytes.size());
        const auto fed = parser.feed(bytes.first(size));
        if (!fed)
            qFatal("a short stream broke the parser");
        result += *fed;
        bytes = bytes.sliced(size);
    }
    return result + parser.finish();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, qsizetype(size) - 1);
    const QList<QByteArray> whole = payloads(bytes, bytes.size() + 1);
    if (payloads(bytes, 1 + data[0] % 64) != whole)
        qFatal("pieces gave other payloads than the whole stream");
    for (const QByteArray &payload : whole) {
        if (payload.isEmpty())
            qFatal("an empty payload came out");
        if (payload.contains('\r'))
            qFatal("a payload holds a line end");
    }
    return 0;
}
