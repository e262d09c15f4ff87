// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <simdjson.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace base {

namespace {

namespace od = simdjson::ondemand;

constexpr int maximumDepth = 512;
/// From this many members on, doubled keys are found through a hash.
constexpr qsizetype hashedMembers = 16;

constexpr QByteArrayView blanks = " \t\r\n";

QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && blanks.contains(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && blanks.contains(text.back()))
        text.chop(1);
    return text;
}

/// Number of digits at the beginning of `text`.
qsizetype digits(QByteArrayView text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return std::ranges::find_if_not(text, isDigit) - text.begin();
}

/// RFC 8259 section 6, as a check of the spelling: the value may be larger than any machine type.
bool isNumberSpelling(QByteArrayView text)
{
    if (text.startsWith('-'))
        text = text.sliced(1);
    const qsizetype whole = digits(text);
    if (whole == 0 || (whole > 1 && text.front() == '0'))
        return false;
    text = text.sliced(whole);
    if (text.startsWith('.')) {
        const qsizetype fraction = digits(text.sliced(1));
        if (fraction == 0)
            return false;
        text = text.sliced(1 + fraction);
    }
    if (text.startsWith('e') || text.startsWith('E')) {
        text = text.sliced(1);
        if (text.startsWith('+') || text.startsWith('-'))
            text = text.sliced(1);
        const qsizetype exponent = digits(text);
        return exponent > 0 && exponent == text.size();
    }
    return text.isEmpty();
}

/// Four hex digits, or nothing.
std::optional<char16_t> hexUnit(QByteArrayView text)
{
    if (text.size() < 4)
        return std::nullopt;
    uint value = 0;
    for (const char c : text.first(4)) {
        const int digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'             ? c - 'a' + 10
            : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                               : -1;
        if (digit < 0)
            return std::nullopt;
        value = value * 16 + uint(digit);
    }
    return char16_t(value);
}

std::optional<char16_t> shortEscape(char letter)
{
    switch (letter) {
    case '"':
    case '\\':
    case '/':
        return char16_t(letter);
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return std::nullopt;
    }
}

/// Text between the quotes, escapes resolved unit by unit, so that half a surrogate pair stays what it is.
std::optional<QString> unescaped(QByteArrayView raw)
{
    QString text;
    text.reserve(raw.size());
    while (!raw.isEmpty()) {
        const qsizetype slash = raw.indexOf('\\');
        if (slash < 0)
            return text + QString::fromUtf8(raw);
        text += QString::fromUtf8(raw.first(slash));
        raw = raw.sliced(slash + 1);
        if (raw.isEmpty())
            return std::nullopt;
        const bool isHex = raw.front() == 'u';
        const auto unit = isHex ? hexUnit(raw.sliced(1)) : shortEscape(raw.front());
        if (!unit)
            return std::nullopt;
        text += QChar(*unit);
        raw = raw.sliced(isHex ? 5 : 1);
    }
    return text;
}

/// Appends members; of doubled keys the last value stays, at the place of the first.
class MemberList
{
public:
    void add(QString key, Json value)
    {
        const qsizetype known = find(key);
        if (known >= 0) {
            m_members[known].second = std::move(value);
            return;
        }
        if (m_members.size() == hashedMembers) {
            for (qsizetype i = 0; i < m_members.size(); ++i)
                m_places.insert(m_members.at(i).first, i);
        }
        if (m_members.size() >= hashedMembers)
            m_places.insert(key, m_members.size());
        m_members.append({std::move(key), std::move(value)});
    }

    QList<Json::Member> take() { return std::move(m_members); }

private:
    qsizetype find(const QString &key) const
    {
        if (m_members.size() > hashedMembers)
            return m_places.value(key, -1);
        for (qsizetype i = 0; i < m_members.size(); ++i) {
            if (m_members.at(i).first == key)
                return i;
        }
        return -1;
    }

    QList<Json::Member> m_members;
    QHash<QString, qsizetype> m_places;
};

/// Walks one document completely. simdjson finds the structure and checks UTF-8; every scalar is checked here, because
/// on-demand does not look at what nobody reads, and cannot read half a surrogate pair or a number of 23 digits.
class Reader
{
public:
    explicit Reader(QByteArrayView utf8)
        : m_padded(utf8.data(), std::size_t(utf8.size()))
    { }

    Result<Json> read()
    {
        od::document document;
        if (const auto error = m_parser.iterate(m_padded).get(document))
            return failure(m_padded.data(), error);
        const QByteArrayView text = trimmed(QByteArrayView(m_padded.data(), qsizetype(m_padded.size())));
        if (!text.startsWith('{') && !text.startsWith('['))
            return scalar(text);

        od::value root;
        if (const auto error = document.get_value().get(root))
            return failure(location(document), error);
        Result<Json> json = value(root, 1);
        if (json && document.current_location().error() != simdjson::OUT_OF_BOUNDS)
            return failure(location(document), simdjson::TRAILING_CONTENT);
        return json;
    }

private:
    Result<Json> value(od::value current, int depth)
    {
        od::json_type type;
        if (const auto error = current.type().get(type))
            return failure(location(current), error);
        switch (type) {
        case od::json_type::array:
            return depth > maximumDepth ? failure(location(current), simdjson::DEPTH_ERROR) : array(current, depth);
        case od::json_type::object:
            return depth > maximumDepth ? failure(location(current), simdjson::DEPTH_ERROR) : object(current, depth);
        case od::json_type::string: {
            // Taken, not peeked at: a string that is skipped may be followed by a colon unnoticed.
            od::raw_json_string raw;
            if (const auto error = current.get_raw_json_string().get(raw))
                return failure(location(current), error);
            return text(raw).map([](const QString &content) { return Json(content); });
        }
        default: {
            const std::string_view token = current.raw_json_token();
            return scalar(trimmed(QByteArrayView(token.data(), qsizetype(token.size()))));
        }
        }
    }

    Result<Json> array(od::value &current, int depth)
    {
        od::array elements;
        if (const auto error = current.get_array().get(elements))
            return failure(location(current), error);
        QList<Json> items;
        for (auto element : elements) {
            od::value item;
            if (const auto error = element.get(item))
                return failure(location(current), error);
            Result<Json> json = value(item, depth + 1);
            if (!json)
                return json;
            items.append(*std::move(json));
        }
        return Json::array(std::move(items));
    }

    Result<Json> object(od::value &current, int depth)
    {
        od::object fields;
        if (const auto error = current.get_object().get(fields))
            return failure(location(current), error);
        MemberList members;
        for (auto field : fields) {
            od::raw_json_string raw;
            if (const auto error = field.key().get(raw))
                return failure(location(current), error);
            Result<QString> key = text(raw);
            if (!key)
                return tl::unexpected(std::move(key.error()));
            od::value content;
            if (const auto error = field.value().get(content))
                return failure(location(current), error);
            Result<Json> json = value(content, depth + 1);
            if (!json)
                return json;
            members.add(*std::move(key), *std::move(json));
        }
        return Json::object(members.take());
    }

    /// A value that is neither array nor object nor, inside of one, a string.
    Result<Json> scalar(QByteArrayView token)
    {
        if (token == "null")
            return Json();
        if (token == "true" || token == "false")
            return Json(token == "true");
        if (isNumberSpelling(token))
            return Json::number(token.toByteArray());
        if (token.size() >= 2 && token.startsWith('"')) {
            const Result<QString> content
                = text(od::raw_json_string(reinterpret_cast<const uint8_t *>(token.data()) + 1));
            if (content && closingQuote(token.data() + 1) == token.data() + token.size() - 1)
                return Json(*content);
        }
        return failure(token.data(), simdjson::TAPE_ERROR);
    }

    /// The first quote that is not escaped; null if there is none.
    const char *closingQuote(const char *from) const
    {
        const char *end = m_padded.data() + m_padded.size();
        for (; from < end; ++from) {
            if (*from == '"')
                return from;
            if (*from == '\\')
                ++from;
        }
        return nullptr;
    }

    Result<QString> text(od::raw_json_string raw) const
    {
        const char *begin = raw.raw();
        const char *end = closingQuote(begin);
        auto content = end ? unescaped(QByteArrayView(begin, end)) : std::nullopt;
        if (!content)
            return tl::unexpected(failure(begin, simdjson::STRING_ERROR).error());
        return *std::move(content);
    }

    template <typename Place> const char *location(Place &place) const
    {
        const char *at = nullptr;
        if (place.current_location().get(at))
            return m_padded.data() + m_padded.size();
        return at;
    }

    Result<Json> failure(const char *at, simdjson::error_code code) const
    {
        const qsizetype position
            = std::clamp(qsizetype(at - m_padded.data()), qsizetype(0), qsizetype(m_padded.size()));
        return tl::unexpected(
            Error(ErrorKind::InvalidInput,
                  QCoreApplication::translate("base::Json", "This is not valid JSON (at byte %1).").arg(position),
                  QString::fromUtf8(simdjson::error_message(code)) + u" at byte "_s + QString::number(position)));
    }

    simdjson::padded_string m_padded;
    od::parser m_parser;
};

} // namespace

Result<Json> Json::parse(QByteArrayView utf8)
{
    return Reader(utf8).read();
}

} // namespace base
