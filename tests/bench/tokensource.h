// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "bench/serverthread.h"

#include <QtCore/QStringList>

#include <atomic>
#include <vector>

namespace bench {

/// A model that streams Markdown without an end: some tokens at once, then 500 a second, each in a write of its own.
class TokenSource
{
public:
    static constexpr int perSecond = 500;

    TokenSource();

    quint16 port() const { return m_server.port(); }
    /// How many tokens of the next reply come at once.
    void setAtOnce(int tokens) { m_atOnce = tokens; }
    /// When a token of the current reply was handed to the kernel.
    base::MonoTime sentAt(qsizetype token) const;
    /// How many whole tokens a reply of this many characters holds.
    qsizetype tokensIn(qsizetype characters) const;
    QString token(qsizetype index) const { return m_tokens.at(index % m_tokens.size()); }

private:
    void answer(const std::shared_ptr<http::ServerResponse> &response);
    void sendDue();
    QByteArray event(qsizetype index) const;

    QStringList m_tokens; ///< repeated for ever
    std::vector<qsizetype> m_ends; ///< characters up to the end of each of them
    std::vector<std::atomic<qint64>> m_sent; ///< nanoseconds of the monotonic clock
    std::atomic<int> m_atOnce{0};

    // Of the server's thread
    std::shared_ptr<http::ServerResponse> m_response;
    base::MonoTime m_begun;
    int m_first = 0;
    qsizetype m_next = 0;

    ServerThread m_server; ///< last: gone before what it uses
};

} // namespace bench
