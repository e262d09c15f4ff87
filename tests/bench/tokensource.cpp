// SPDX-License-Identifier: Apache-2.0
#include "bench/tokensource.h"

#include "base/json.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

constexpr qsizetype capacity = 200000;

/// What models write: prose, a list, a table, code. About 200 tokens.
constexpr auto markdown = R"(## Why the sky is blue

Sunlight is a mix of **all colours**. Air scatters short waves far more than long ones, so that *blue* light reaches
the eye from every side while red goes straight through. The effect has a name: `Rayleigh scattering`.

1. Light enters the atmosphere.
2. Molecules scatter it, the fourth power of the frequency decides how much.
3. What arrives from the side is mostly blue.

| Colour | Wavelength | Scattered |
|--------|-----------:|----------:|
| red    |     700 nm |       1.0 |
| blue   |     450 nm |       5.9 |

```python
def scattered(wavelength_nm: float) -> float:
    """Relative to red light."""
    return (700 / wavelength_nm) ** 4
```

> At sunset the way through the air is longer, and the blue is gone before it arrives.

)";

qint64 nanoseconds(base::MonoTime time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

/// Pieces of a word's length at most five, a leading blank belongs to the word, as tokenizers cut.
QStringList cut(const QString &text)
{
    static const QRegularExpression piece(u"\\n| ?[^\\s]{1,5}| +"_s);
    QStringList tokens;
    auto matches = piece.globalMatch(text);
    while (matches.hasNext())
        tokens.append(matches.next().captured());
    return tokens;
}

} // namespace

TokenSource::TokenSource()
    : m_tokens(cut(QString::fromUtf8(markdown)))
    , m_sent(capacity)
    , m_server([this, timer = std::make_shared<std::unique_ptr<QTimer>>()](
                   const http::ServerRequest &, const std::shared_ptr<http::ServerResponse> &response) {
        *timer = std::make_unique<QTimer>();
        (*timer)->setTimerType(Qt::PreciseTimer);
        QObject::connect(timer->get(), &QTimer::timeout, timer->get(), [this] { sendDue(); });
        answer(response);
        (*timer)->start(1);
    })
{
    qsizetype end = 0;
    for (const QString &token : m_tokens)
        m_ends.push_back(end += token.size());
}

base::MonoTime TokenSource::sentAt(qsizetype token) const
{
    return base::MonoTime(std::chrono::nanoseconds(m_sent[size_t(token)]));
}

qsizetype TokenSource::tokensIn(qsizetype characters) const
{
    const auto whole = std::upper_bound(m_ends.begin(), m_ends.end(), characters % m_ends.back()) - m_ends.begin();
    return characters / m_ends.back() * m_tokens.size() + whole;
}

void TokenSource::answer(const std::shared_ptr<http::ServerResponse> &response)
{
    constexpr int together = 200;
    response->beginChunked(200, {{"Content-Type", "text/event-stream"}});
    m_first = m_atOnce;
    for (m_next = 0; m_next < m_first;) {
        QByteArray events;
        for (int i = 0; i < together && m_next < m_first; ++i)
            events += event(m_next++);
        response->chunk(events);
    }
    m_response = response;
    m_begun = std::chrono::steady_clock::now();
}

void TokenSource::sendDue()
{
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - m_begun).count();
    const qsizetype due = std::min(m_first + qsizetype(seconds * perSecond), capacity);
    while (m_response->isOpen() && m_next < due) {
        m_sent[size_t(m_next)] = nanoseconds(std::chrono::steady_clock::now());
        m_response->chunk(event(m_next++));
    }
}

QByteArray TokenSource::event(qsizetype index) const
{
    return R"(data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"gpt-4o",)"
           R"("choices":[{"index":0,"delta":{"content":)"
        + base::Json(token(index)).write()
        + R"(},"logprobs":null,"finish_reason":null}]})"
          "\n\n";
}

} // namespace bench
