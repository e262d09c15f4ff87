// SPDX-License-Identifier: Apache-2.0
#include "http/stream.h"

#include <QtCore/QCoreApplication>

#include <optional>

namespace http {

/// Shared with the handlers and with queued resumptions, which may outlive the stream.
struct Stream::State : std::enable_shared_from_this<Stream::State>
{
    std::unique_ptr<Transfer> transfer;
    std::optional<Head> head;
    QList<Piece> pieces;
    std::optional<Outcome> outcome;
    std::coroutine_handle<> waiting;
    std::optional<std::stop_callback<std::function<void()>>> onStop;
    bool headIsNew = false;
    bool resumeQueued = false;

    bool hasNews() const { return headIsNew || !pieces.isEmpty() || outcome; }
    void resume();
    void resumeLater();
    void stop();
    Handlers handlers();
};

void Stream::State::resume()
{
    if (const std::coroutine_handle<> coroutine = std::exchange(waiting, nullptr))
        coroutine.resume();
}

// Never from inside a stop request: whoever asked is still on the stack, and the coroutine's end may destroy it.
void Stream::State::resumeLater()
{
    if (!waiting || resumeQueued || !QCoreApplication::instance())
        return;
    resumeQueued = true;
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [weak = weak_from_this()] {
            if (const std::shared_ptr<State> state = weak.lock()) {
                state->resumeQueued = false;
                state->resume();
            }
        },
        Qt::QueuedConnection);
}

void Stream::State::stop()
{
    if (outcome)
        return;
    if (const std::unique_ptr<Transfer> running = std::exchange(transfer, nullptr)) {
        outcome = running->stop();
    } else {
        outcome.emplace();
        outcome->error = base::Error::cancelled();
        outcome->timings.start = std::chrono::steady_clock::now();
        outcome->timings.end = std::chrono::nanoseconds(0);
    }
    resumeLater();
}

Handlers Stream::State::handlers()
{
    const std::weak_ptr<State> weak = weak_from_this();
    Handlers handlers;
    handlers.onHead = [weak](const Head &head) {
        if (const std::shared_ptr<State> state = weak.lock()) {
            state->head = head;
            state->headIsNew = true;
        }
    };
    handlers.onData = [weak](QByteArrayView bytes, base::MonoTime at) {
        if (const std::shared_ptr<State> state = weak.lock())
            state->pieces.append({bytes.toByteArray(), at});
    };
    handlers.onDone = [weak](const Outcome &outcome) {
        const std::shared_ptr<State> state = weak.lock();
        if (state && !state->outcome)
            state->outcome = outcome;
    };
    handlers.onDelivered = [weak] {
        const std::shared_ptr<State> state = weak.lock();
        if (state && state->hasNews())
            state->resume();
    };
    return handlers;
}

Stream::Stream(Client *client, const Request &request, std::stop_token stop)
    : m_state(std::make_shared<State>())
{
    if (!stop.stop_requested())
        m_state->transfer = client->start(request, m_state->handlers());
    // Called at once if stop was requested before.
    m_state->onStop.emplace(std::move(stop), [state = m_state.get()] { state->stop(); });
}

Stream::~Stream()
{
    m_state->onStop.reset();
    m_state->waiting = nullptr;
    m_state->transfer.reset();
}

Stream::Awaiter::Awaiter(Stream *stream)
    : m_stream(stream)
{ }

bool Stream::Awaiter::await_ready() const noexcept
{
    return m_stream->m_state->hasNews();
}

void Stream::Awaiter::await_suspend(std::coroutine_handle<> waiting) const
{
    m_stream->m_state->waiting = waiting;
}

Stream::Awaiter Stream::next()
{
    return Awaiter(this);
}

const Head *Stream::head() const
{
    return m_state->head ? &*m_state->head : nullptr;
}

QList<Stream::Piece> Stream::take()
{
    m_state->headIsNew = false;
    return std::exchange(m_state->pieces, {});
}

bool Stream::ended() const
{
    return m_state->outcome.has_value();
}

const Outcome &Stream::outcome() const
{
    return *m_state->outcome;
}

QCoro::Task<base::Result<Response>> fetch(Client *client, Request request, std::stop_token stop)
{
    Stream stream(client, request, stop);
    Response response;
    for (;;) {
        co_await stream.next();
        if (stop.stop_requested())
            co_return tl::unexpected(base::Error::cancelled());
        const QList<Stream::Piece> pieces = stream.take();
        for (const Stream::Piece &piece : pieces)
            response.body += piece.bytes;
        if (stream.ended())
            break;
    }
    response.outcome = stream.outcome();
    if (response.outcome.error)
        co_return tl::unexpected(*response.outcome.error);
    response.head = *stream.head();
    co_return response;
}

} // namespace http
