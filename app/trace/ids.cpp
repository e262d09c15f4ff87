// SPDX-License-Identifier: Apache-2.0
#include "trace/ids.h"

#include "base/random.h"

#include <QtCore/QHashFunctions>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace trace {

namespace {

int hexDigit(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9')
        return u - u'0';
    if (u >= u'a' && u <= u'f')
        return u - u'a' + 10;
    if (u >= u'A' && u <= u'F')
        return u - u'A' + 10;
    return -1;
}

} // namespace

template <std::size_t Size, typename Tag> Id<Size, Tag> Id<Size, Tag>::random()
{
    return *fromBytes(base::randomBytes(Size));
}

template <std::size_t Size, typename Tag> std::optional<Id<Size, Tag>> Id<Size, Tag>::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != qsizetype(Size))
        return std::nullopt;
    Id id;
    std::memcpy(id.m_bytes.data(), bytes.data(), Size);
    return id;
}

template <std::size_t Size, typename Tag> std::optional<Id<Size, Tag>> Id<Size, Tag>::fromHex(QStringView hex)
{
    if (hex.size() != qsizetype(2 * Size))
        return std::nullopt;
    Id id;
    for (std::size_t i = 0; i < Size; ++i) {
        const int high = hexDigit(hex.at(qsizetype(2 * i)));
        const int low = hexDigit(hex.at(qsizetype(2 * i + 1)));
        if (high < 0 || low < 0)
            return std::nullopt;
        id.m_bytes[i] = std::uint8_t(high * 16 + low);
    }
    return id;
}

template <std::size_t Size, typename Tag> bool Id<Size, Tag>::isNull() const
{
    return std::all_of(m_bytes.cbegin(), m_bytes.cend(), [](std::uint8_t byte) { return byte == 0; });
}

template <std::size_t Size, typename Tag> QByteArray Id<Size, Tag>::bytes() const
{
    return QByteArray(reinterpret_cast<const char *>(m_bytes.data()), qsizetype(Size));
}

template <std::size_t Size, typename Tag> QString Id<Size, Tag>::hex() const
{
    return QString::fromLatin1(bytes().toHex());
}

template class Id<16, TraceIdTag>;
template class Id<8, SpanIdTag>;

QString mlflowTraceId(const TraceId &id)
{
    return u"tr-"_s + id.hex();
}

std::optional<TraceId> parseTraceId(QStringView text)
{
    return TraceId::fromHex(text.startsWith(u"tr-") ? text.sliced(3) : text);
}

size_t qHash(const TraceId &id, size_t seed) noexcept
{
    return qHashBits(&id, sizeof id, seed);
}

size_t qHash(const SpanId &id, size_t seed) noexcept
{
    return qHashBits(&id, sizeof id, seed);
}

} // namespace trace
