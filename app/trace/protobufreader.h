// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArrayView>

#include <cstdint>

namespace trace {

/// Walks over the fields of one protobuf message. Strict: a group, field number 0, an overlong number or a length
/// beyond the end is a fault and ends the walk. Nothing is copied; the bytes must outlive the reader.
class ProtobufReader
{
public:
    enum class Type { Varint = 0, Fixed64 = 1, Length = 2, Fixed32 = 5 };

    explicit ProtobufReader(QByteArrayView message);

    /// Moves to the next field; false at the end of the message and at a fault.
    bool next();
    bool failed() const { return m_failed; }

    std::uint32_t field() const { return m_field; }
    Type type() const { return m_type; }
    std::uint64_t number() const { return m_number; } ///< of a varint or fixed field
    QByteArrayView bytes() const { return m_bytes; } ///< of a length-delimited field

private:
    bool varint(std::uint64_t &value);
    bool fixed(qsizetype size);
    bool length();
    bool fail();

    QByteArrayView m_rest;
    std::uint32_t m_field = 0;
    Type m_type = Type::Varint;
    std::uint64_t m_number = 0;
    QByteArrayView m_bytes;
    bool m_failed = false;
};

} // namespace trace
