// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <memory>
#include <optional>

namespace store {

/// Packs payloads for the database: one byte that says how ('r' as they are, 'z' zlib after a 4-byte little-endian
/// length), then the bytes. Keeps zlib's state between calls, since making it costs more than packing a short span. One
/// thread at a time.
class Compressor
{
public:
    Compressor();
    ~Compressor();

    QByteArray pack(const QByteArray &bytes);
    std::optional<QByteArray> unpack(const QByteArray &packed); ///< empty: not something that pack() made

private:
    struct Streams;
    std::unique_ptr<Streams> m_streams;
};

} // namespace store
