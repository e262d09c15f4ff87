// SPDX-License-Identifier: Apache-2.0
#include "demo/gzip.h"

#include <zlib.h>

namespace demo {

namespace {

/// zlib's window of 32 KiB with a gzip header.
constexpr int gzipWindow = 15 + 16;
constexpr qsizetype blockSize = 16 * 1024;
constexpr qsizetype maxPlain = 64 * 1024 * 1024;

void setInput(z_stream *stream, const QByteArray &bytes)
{
    stream->next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
    stream->avail_in = uInt(bytes.size());
}

/// Runs `step` until it ends or fails; its last result.
template <typename Step> int drain(z_stream *stream, QByteArray *out, Step step)
{
    int result = Z_OK;
    while (result == Z_OK && out->size() <= maxPlain) {
        const qsizetype before = out->size();
        out->resize(before + blockSize);
        stream->next_out = reinterpret_cast<Bytef *>(out->data() + before);
        stream->avail_out = uInt(blockSize);
        result = step();
        out->resize(before + blockSize - stream->avail_out);
    }
    return result;
}

} // namespace

QByteArray gzipped(const QByteArray &plain)
{
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY);
    setInput(&stream, plain);
    QByteArray out;
    drain(&stream, &out, [&stream] { return deflate(&stream, Z_FINISH); });
    deflateEnd(&stream);
    return out;
}

std::optional<QByteArray> gunzipped(const QByteArray &bytes)
{
    z_stream stream{};
    inflateInit2(&stream, gzipWindow);
    setInput(&stream, bytes);
    QByteArray out;
    const int result = drain(&stream, &out, [&stream] { return inflate(&stream, Z_NO_FLUSH); });
    inflateEnd(&stream);
    if (result != Z_STREAM_END)
        return std::nullopt;
    return out;
}

} // namespace demo
