// SPDX-License-Identifier: Apache-2.0
#include "app/http/exchange.h"

#include <QtTest/QTest>

#include <ctime>

namespace httptest {

Exchange::Exchange(http::Client &client, const http::Request &request)
{
    http::Handlers handlers;
    handlers.onHead = [this](const http::Head &newHead) {
        violations += head.has_value() || isDone();
        head = newHead;
        if (onHead)
            onHead();
    };
    handlers.onData = [this](QByteArrayView bytes, base::MonoTime at) {
        violations += !head.has_value() || isDone() || bytes.isEmpty();
        body += bytes.toByteArray();
        pieces.append(bytes.toByteArray());
        stamps.append(at);
        if (onData)
            onData();
    };
    handlers.onDone = [this](const http::Outcome &newOutcome) {
        violations += isDone();
        ++m_done;
        outcome = newOutcome;
        if (onDone)
            onDone();
    };
    handlers.onDelivered = [this] {
        if (onDelivered)
            onDelivered();
    };
    transfer = client.start(request, std::move(handlers));
}

bool Exchange::wait()
{
    constexpr int patience = 30000;
    return QTest::qWaitFor([this] { return isDone(); }, patience) && violations == 0;
}

QString Exchange::message() const
{
    return outcome.error ? outcome.error->message : QString();
}

std::optional<base::ErrorKind> Exchange::kind() const
{
    if (!outcome.error)
        return std::nullopt;
    return outcome.error->kind;
}

http::Request get(const QString &url)
{
    http::Request request;
    request.url = url;
    return request;
}

http::Request post(const QString &url, const QByteArray &body)
{
    http::Request request;
    request.method = "POST";
    request.url = url;
    request.body = body;
    return request;
}

QByteArray wireBytes(const http::Outcome &outcome, http::WireEntry::Direction direction)
{
    QByteArray bytes;
    for (const http::WireEntry &entry : outcome.wire) {
        if (entry.direction == direction)
            bytes += entry.bytes;
    }
    return bytes;
}

std::chrono::nanoseconds threadCpu()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace httptest
