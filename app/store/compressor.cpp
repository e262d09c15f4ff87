// SPDX-License-Identifier: Apache-2.0
#include "store/compressor.h"

#include <QtCore/QtEndian>

#include <zlib.h>

namespace store {

namespace {

constexpr char rawMark = 'r';
constexpr char zlibMark = 'z';
constexpr qsizetype zlibHeader = 1 + sizeof(quint32);
/// Below this the gain is less than the time.
constexpr qsizetype worthPacking = 200;

} // namespace

struct Compressor::Streams
{
    z_stream deflate{};
    z_stream inflate{};
};

Compressor::Compressor()
    : m_streams(std::make_unique<Streams>())
{
    deflateInit(&m_streams->deflate, Z_BEST_SPEED);
    inflateInit(&m_streams->inflate);
}

Compressor::~Compressor()
{
    deflateEnd(&m_streams->deflate);
    inflateEnd(&m_streams->inflate);
}

QByteArray Compressor::pack(const QByteArray &bytes)
{
    z_stream &stream = m_streams->deflate;
    if (bytes.size() < worthPacking || bytes.size() > qsizetype(1) << 30)
        return rawMark + bytes;
    deflateReset(&stream);
    QByteArray packed(zlibHeader + qsizetype(deflateBound(&stream, uLong(bytes.size()))), Qt::Uninitialized);
    packed[0] = zlibMark;
    qToLittleEndian(quint32(bytes.size()), packed.data() + 1);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data() + zlibHeader);
    stream.avail_out = uInt(packed.size() - zlibHeader);
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        return rawMark + bytes;
    packed.truncate(packed.size() - qsizetype(stream.avail_out));
    return packed.size() < bytes.size() ? packed : rawMark + bytes;
}

std::optional<QByteArray> Compressor::unpack(const QByteArray &packed)
{
    if (packed.startsWith(rawMark))
        return packed.sliced(1);
    if (!packed.startsWith(zlibMark) || packed.size() < zlibHeader)
        return std::nullopt;
    z_stream &stream = m_streams->inflate;
    inflateReset(&stream);
    QByteArray bytes(qsizetype(qFromLittleEndian<quint32>(packed.constData() + 1)), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData() + zlibHeader));
    stream.avail_in = uInt(packed.size() - zlibHeader);
    stream.next_out = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_out = uInt(bytes.size());
    if (inflate(&stream, Z_FINISH) != Z_STREAM_END || stream.avail_out != 0)
        return std::nullopt;
    return bytes;
}

} // namespace store
