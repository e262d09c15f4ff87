// SPDX-License-Identifier: Apache-2.0
#include "store/wiretable.h"

#include <QtCore/QtEndian>

#include <zlib.h>

#include <array>

namespace store {

namespace {

/// Direction (1 byte), time (8), length (8), both little-endian; the bytes follow.
constexpr qsizetype headerSize = 17;

QByteArray headerOf(const http::WireEntry &entry)
{
    QByteArray header(headerSize, Qt::Uninitialized);
    header[0] = char(entry.direction);
    qToLittleEndian(qint64(entry.at.count()), header.data() + 1);
    qToLittleEndian(qint64(entry.bytes.size()), header.data() + 9);
    return header;
}

/// Packs entry by entry and knows after each how long the whole has become.
class Packer
{
public:
    Packer() { deflateInit(&m_stream, Z_BEST_SPEED); }
    ~Packer() { deflateEnd(&m_stream); }
    Packer(const Packer &) = delete;
    Packer &operator=(const Packer &) = delete;

    void feed(const QByteArray &bytes, int flush)
    {
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
        m_stream.avail_in = uInt(bytes.size());
        std::array<char, 16384> chunk;
        do {
            m_stream.next_out = reinterpret_cast<Bytef *>(chunk.data());
            m_stream.avail_out = uInt(chunk.size());
            deflate(&m_stream, flush);
            m_packed.append(chunk.data(), qsizetype(chunk.size() - m_stream.avail_out));
        } while (m_stream.avail_out == 0);
    }

    /// The longest that the stream can become if `more` bytes follow.
    qsizetype mostWith(qsizetype more)
    {
        // What zlib holds back is at most its window; deflateBound() covers bytes that cannot be packed.
        constexpr uLong heldBack = 1 << 16;
        return m_packed.size() + qsizetype(deflateBound(&m_stream, uLong(more) + heldBack));
    }

    const QByteArray &packed() const { return m_packed; }

private:
    z_stream m_stream{};
    QByteArray m_packed;
};

QByteArray unpacked(const QByteArray &packed)
{
    z_stream stream{};
    inflateInit(&stream);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
    stream.avail_in = uInt(packed.size());
    QByteArray bytes;
    std::array<char, 16384> chunk;
    int code = Z_OK;
    while (code == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef *>(chunk.data());
        stream.avail_out = uInt(chunk.size());
        code = inflate(&stream, Z_NO_FLUSH);
        bytes.append(chunk.data(), qsizetype(chunk.size() - stream.avail_out));
    }
    inflateEnd(&stream);
    return bytes;
}

} // namespace

WireTable::WireTable(Connection &connection)
    : m_connection(connection)
{ }

void WireTable::put(const trace::TraceId &id, const QList<http::WireEntry> &wire)
{
    Packer packer;
    for (const http::WireEntry &entry : wire) {
        if (packer.mostWith(headerSize + entry.bytes.size()) > mostBytes)
            break;
        packer.feed(headerOf(entry), Z_NO_FLUSH);
        packer.feed(entry.bytes, Z_NO_FLUSH);
    }
    packer.feed({}, Z_FINISH);
    m_connection.prepare("INSERT OR REPLACE INTO wires (trace_id, entries_packed) VALUES (?, ?)")
        .bind(id.bytes())
        .bind(packer.packed())
        .run();
}

QList<http::WireEntry> WireTable::load(const trace::TraceId &id)
{
    QList<http::WireEntry> wire;
    Statement row = m_connection.prepare("SELECT entries_packed FROM wires WHERE trace_id = ?");
    if (!row.bind(id.bytes()).next())
        return wire;
    const QByteArray bytes = unpacked(row.blob());
    qsizetype at = 0;
    while (at + headerSize <= bytes.size()) {
        const char *header = bytes.constData() + at;
        const qint64 length = qFromLittleEndian<qint64>(header + 9);
        at += headerSize;
        if (length < 0 || length > bytes.size() - at)
            break;
        wire.append({http::WireEntry::Direction(header[0]),
                     std::chrono::nanoseconds(qFromLittleEndian<qint64>(header + 1)), bytes.sliced(at, length)});
        at += length;
    }
    return wire;
}

} // namespace store
