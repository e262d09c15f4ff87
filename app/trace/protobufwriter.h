// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <cstdint>

namespace trace {

/// Writes protobuf's wire format: only the kinds of field that OTLP's traces use.
class ProtobufWriter
{
public:
    void varint(int field, std::uint64_t value);
    void fixed64(int field, std::uint64_t value);
    void real(int field, double value);
    void bytes(int field, QByteArrayView value);

    /// Opens a message field; what is written until end() of the same mark is its content.
    qsizetype begin(int field);
    void end(qsizetype mark);

    qsizetype size() const { return m_out.size(); }
    QByteArray take();

private:
    void tag(int field, int wireType);
    void raw(std::uint64_t value);

    QByteArray m_out;
};

} // namespace trace
