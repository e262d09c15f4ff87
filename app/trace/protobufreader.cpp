// SPDX-License-Identifier: Apache-2.0
#include "trace/protobufreader.h"

namespace trace {

namespace {

constexpr std::uint64_t HighestTag = 0xffffffff; // field numbers have 29 bits

} // namespace

ProtobufReader::ProtobufReader(QByteArrayView message)
    : m_rest(message)
{ }

bool ProtobufReader::next()
{
    if (m_failed || m_rest.isEmpty())
        return false;
    std::uint64_t tag = 0;
    if (!varint(tag) || tag > HighestTag || tag >> 3 == 0)
        return fail();
    m_field = std::uint32_t(tag >> 3);
    m_type = Type(tag & 7);
    m_bytes = {};
    m_number = 0;
    switch (m_type) {
    case Type::Varint:
        return varint(m_number) || fail();
    case Type::Fixed64:
        return fixed(8);
    case Type::Fixed32:
        return fixed(4);
    case Type::Length:
        return length();
    }
    return fail(); // groups, which OTLP never had
}

bool ProtobufReader::varint(std::uint64_t &value)
{
    value = 0;
    for (int shift = 0; shift < 64 && !m_rest.isEmpty(); shift += 7) {
        const auto byte = std::uint8_t(m_rest.front());
        m_rest = m_rest.sliced(1);
        if (shift == 63 && byte > 1)
            return false;
        value |= std::uint64_t(byte & 0x7f) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

bool ProtobufReader::fixed(qsizetype size)
{
    if (m_rest.size() < size)
        return fail();
    for (qsizetype i = size - 1; i >= 0; --i)
        m_number = m_number << 8 | std::uint8_t(m_rest.at(i));
    m_rest = m_rest.sliced(size);
    return true;
}

bool ProtobufReader::length()
{
    std::uint64_t size = 0;
    if (!varint(size) || size > std::uint64_t(m_rest.size()))
        return fail();
    m_bytes = m_rest.first(qsizetype(size));
    m_rest = m_rest.sliced(qsizetype(size));
    return true;
}

bool ProtobufReader::fail()
{
    m_failed = true;
    m_rest = {};
    return false;
}

} // namespace trace
