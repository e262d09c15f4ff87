// SPDX-License-Identifier: Apache-2.0
#include "trace/protobufwriter.h"

#include <QtCore/QtEndian>

#include <bit>
#include <utility>

namespace trace {

namespace {

enum WireType { Varint = 0, Fixed64 = 1, Length = 2 };

/// Puts the base-128 form of `value` into `out` (10 bytes of room) and gives its length.
int encodeVarint(std::uint64_t value, char *out)
{
    int length = 0;
    while (value >= 0x80) {
        out[length++] = char(value | 0x80);
        value >>= 7;
    }
    out[length++] = char(value);
    return length;
}

} // namespace

void ProtobufWriter::raw(std::uint64_t value)
{
    char buffer[10];
    m_out.append(buffer, encodeVarint(value, buffer));
}

void ProtobufWriter::tag(int field, int wireType)
{
    raw(std::uint64_t(field) << 3 | std::uint64_t(wireType));
}

void ProtobufWriter::varint(int field, std::uint64_t value)
{
    tag(field, Varint);
    raw(value);
}

void ProtobufWriter::fixed64(int field, std::uint64_t value)
{
    tag(field, Fixed64);
    char buffer[8];
    qToLittleEndian(value, buffer);
    m_out.append(buffer, sizeof buffer);
}

void ProtobufWriter::real(int field, double value)
{
    fixed64(field, std::bit_cast<std::uint64_t>(value));
}

void ProtobufWriter::bytes(int field, QByteArrayView value)
{
    tag(field, Length);
    raw(std::uint64_t(value.size()));
    m_out.append(value.data(), value.size());
}

qsizetype ProtobufWriter::begin(int field)
{
    tag(field, Length);
    m_out.append('\0'); // room for a length under 128; end() makes more if it must
    return m_out.size();
}

void ProtobufWriter::end(qsizetype mark)
{
    char buffer[10];
    const int length = encodeVarint(std::uint64_t(m_out.size() - mark), buffer);
    m_out.replace(mark - 1, 1, buffer, length);
}

QByteArray ProtobufWriter::take()
{
    return std::exchange(m_out, {});
}

} // namespace trace
