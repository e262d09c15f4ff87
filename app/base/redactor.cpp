// SPDX-License-Identifier: Apache-2.0
#include "base/redactor.h"

#include "base/json.h"

#include <QtCore/QSet>

#include <algorithm>
#include <array>
#include <cctype>

using namespace Qt::StringLiterals;

namespace base {

namespace {

constexpr qsizetype minimumSecret = 4;
/// Shorter pieces of base64 would be found in ordinary text.
constexpr qsizetype minimumBase64 = 8;

struct Interval
{
    qsizetype begin;
    qsizetype end;
};

template <typename View, typename Text> void collect(View text, const Text &pattern, QList<Interval> &found)
{
    for (qsizetype at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1))
        found.append({at, at + pattern.size()});
}

/// Sorted, and overlapping ones made one: two secrets that share letters must not leave the rest of the second.
QList<Interval> merged(QList<Interval> found)
{
    std::sort(found.begin(), found.end(), [](Interval a, Interval b) { return a.begin < b.begin; });
    QList<Interval> result;
    for (const Interval &next : found) {
        if (!result.isEmpty() && next.begin < result.last().end)
            result.last().end = std::max(result.last().end, next.end);
        else
            result.append(next);
    }
    return result;
}

template <typename Text> Text masked(const Text &text, const QList<Interval> &found, const Text &mask)
{
    Text result;
    qsizetype from = 0;
    for (const Interval &secret : found) {
        result += text.sliced(from, secret.begin - from);
        result += mask;
        from = secret.end;
    }
    return result + text.sliced(from);
}

QByteArray withLowerHex(QByteArray percentEncoded)
{
    for (qsizetype i = 0; i + 2 < percentEncoded.size(); ++i) {
        if (percentEncoded.at(i) != '%')
            continue;
        for (qsizetype digit = i + 1; digit <= i + 2; ++digit)
            percentEncoded[digit] = char(std::tolower(static_cast<unsigned char>(percentEncoded.at(digit))));
    }
    return percentEncoded;
}

void addJsonSpellings(const QString &value, QSet<QByteArray> &spellings)
{
    for (const bool ascii : {false, true}) {
        const QByteArray quoted = jsonQuoted(value, ascii);
        const QByteArray inner = quoted.sliced(1, quoted.size() - 2);
        spellings.insert(inner);
        // Some writers escape the slash as well.
        spellings.insert(QByteArray(inner).replace('/', "\\/"));
    }
}

void addPercentSpellings(const QByteArray &utf8, QSet<QByteArray> &spellings)
{
    const QByteArray encoded = utf8.toPercentEncoding();
    const QByteArray form = QByteArray(encoded).replace("%20", "+");
    for (const QByteArray &spelling : {encoded, form}) {
        spellings.insert(spelling);
        spellings.insert(withLowerHex(spelling));
    }
}

/// The value alone, and the part that is the same whatever stands before and behind it ("user:" + value).
void addBase64Spellings(const QByteArray &utf8, QSet<QByteArray> &spellings)
{
    constexpr std::array variants{QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding};
    for (const auto variant : variants) {
        spellings.insert(utf8.toBase64(variant));
        for (qsizetype before = 0; before < 3; ++before) {
            const QByteArray bytes = QByteArray(before, 'x') + utf8;
            const QByteArray encoded = bytes.toBase64(variant | QByteArray::OmitTrailingEquals);
            const qsizetype first = (before * 8 + 5) / 6;
            const qsizetype end = bytes.size() * 8 / 6;
            if (end - first >= minimumBase64)
                spellings.insert(encoded.sliced(first, end - first));
        }
    }
}

} // namespace

QString Redactor::mask()
{
    return u"[redacted]"_s;
}

void Redactor::addSecret(const QString &value)
{
    if (value.size() < minimumSecret)
        return;
    const QByteArray utf8 = value.toUtf8();
    QSet<QByteArray> spellings{utf8};
    addJsonSpellings(value, spellings);
    addPercentSpellings(utf8, spellings);
    addBase64Spellings(utf8, spellings);

    const QWriteLocker locker(&m_lock);
    for (const Pattern &known : std::as_const(m_patterns))
        spellings.remove(known.utf8);
    for (const QByteArray &spelling : std::as_const(spellings))
        m_patterns.append({spelling, QString::fromUtf8(spelling)});
    std::sort(m_patterns.begin(), m_patterns.end(),
              [](const Pattern &a, const Pattern &b) { return a.utf8.size() > b.utf8.size(); });
}

bool Redactor::isEmpty() const
{
    const QReadLocker locker(&m_lock);
    return m_patterns.isEmpty();
}

QList<Redactor::Pattern> Redactor::patterns() const
{
    const QReadLocker locker(&m_lock);
    return m_patterns;
}

QString Redactor::redact(const QString &text) const
{
    QList<Interval> found;
    const QList<Pattern> known = patterns();
    for (const Pattern &pattern : known)
        collect(QStringView(text), pattern.utf16, found);
    return found.isEmpty() ? text : masked(text, merged(std::move(found)), mask());
}

QByteArray Redactor::redact(const QByteArray &utf8) const
{
    QList<Interval> found;
    const QList<Pattern> known = patterns();
    for (const Pattern &pattern : known)
        collect(QByteArrayView(utf8), pattern.utf8, found);
    return found.isEmpty() ? utf8 : masked(utf8, merged(std::move(found)), mask().toUtf8());
}

qsizetype Redactor::openTail(QByteArrayView utf8) const
{
    const QList<Pattern> known = patterns();
    qsizetype begin = utf8.size();
    for (const Pattern &pattern : known) {
        // Only starts that leave the pattern unfinished count, and only those further left than what is known.
        for (qsizetype at = std::max(qsizetype(0), utf8.size() - pattern.utf8.size() + 1); at < begin; ++at) {
            if (pattern.utf8.startsWith(utf8.sliced(at)))
                begin = at;
        }
    }
    if (begin == utf8.size())
        return 0;
    QList<Interval> found;
    for (const Pattern &pattern : known)
        collect(utf8, pattern.utf8, found);
    for (const Interval &secret : merged(std::move(found))) {
        if (secret.begin < begin && secret.end > begin)
            begin = secret.begin;
    }
    return utf8.size() - begin;
}

bool isSecretHeaderName(QByteArrayView name)
{
    const QByteArray lower = name.toByteArray().toLower();
    // Counters and plain identifiers that merely sound like secrets.
    if (lower.contains("ratelimit") || lower.contains("rate-limit") || lower.endsWith("-tokens")
        || lower == "idempotency-key" || lower == "x-cache-key" || lower.startsWith("sec-websocket-"))
        return false;
    static constexpr std::array words{"authorization", "cookie",   "token",  "secret",
                                      "key",           "password", "passwd", "credential"};
    return std::any_of(words.begin(), words.end(), [&lower](const char *word) { return lower.contains(word); });
}

} // namespace base
