// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/client.h"

#include <optional>

namespace httptest {

/// One exchange and everything its handlers were told.
class Exchange
{
public:
    /// Starts it. Must outlive the exchange.
    Exchange(http::Client &client, const http::Request &request);
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    /// Runs the event loop until the end; false after 30 s.
    bool wait();
    bool isDone() const { return m_done > 0; }
    /// The message for people, empty if all went well.
    QString message() const;
    std::optional<base::ErrorKind> kind() const;

    std::optional<http::Head> head;
    QByteArray body;
    QList<base::MonoTime> stamps;
    QList<QByteArray> pieces;
    http::Outcome outcome;
    std::unique_ptr<http::Transfer> transfer;
    /// Called after the fields above have been set.
    std::function<void()> onHead;
    std::function<void()> onData;
    std::function<void()> onDone;
    std::function<void()> onDelivered;
    /// Any call that the contract forbids (head twice, data before head, anything after done).
    int violations = 0;

private:
    int m_done = 0;
};

http::Request get(const QString &url);
http::Request post(const QString &url, const QByteArray &body);
/// The bytes of one direction, put together.
QByteArray wireBytes(const http::Outcome &outcome, http::WireEntry::Direction direction);
/// CPU time of this thread.
std::chrono::nanoseconds threadCpu();

} // namespace httptest
