// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringView>

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>

namespace trace {

/// Fixed-size identifier of W3C Trace Context, in its own type so that a trace id is never taken for a span id.
template <std::size_t Size, typename Tag> class Id
{
public:
    Id() = default; ///< all zero: "none"

    static Id random();
    static std::optional<Id> fromBytes(QByteArrayView bytes); ///< exactly Size bytes
    static std::optional<Id> fromHex(QStringView hex); ///< exactly 2 * Size digits, either case

    bool isNull() const;
    QByteArray bytes() const;
    QString hex() const; ///< lower case

    auto operator<=>(const Id &) const = default;

private:
    std::array<std::uint8_t, Size> m_bytes{};
};

using TraceId = Id<16, struct TraceIdTag>;
using SpanId = Id<8, struct SpanIdTag>;

extern template class Id<16, TraceIdTag>;
extern template class Id<8, SpanIdTag>;

/// "tr-<32 hex>", MLflow's form of a trace id.
QString mlflowTraceId(const TraceId &id);
/// Reads "tr-<32 hex>" or 32 hex digits.
std::optional<TraceId> parseTraceId(QStringView text);

size_t qHash(const TraceId &id, size_t seed = 0) noexcept;
size_t qHash(const SpanId &id, size_t seed = 0) noexcept;

} // namespace trace
