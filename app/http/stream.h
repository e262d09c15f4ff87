// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "http/client.h"

#include <QCoroTask>

#include <coroutine>
#include <stop_token>

namespace http {

/// A whole answer whose body fits into memory.
struct Response
{
    Head head;
    QByteArray body;
    Outcome outcome;
};

/// Awaits one whole exchange. Error: transport failures and Cancelled; an HTTP status of 400 and above is *not* an
/// error here.
QCoro::Task<base::Result<Response>> fetch(Client *client, Request request, std::stop_token stop);

/// One exchange read piece by piece inside a coroutine:
///     Stream stream(client, request, stop);
///     for (;;) { co_await stream.next(); if (stop.stop_requested()) ...; use stream.take(); if (stream.ended()) break;
///     }
/// next() always resumes: on bytes, on the end, on stop; and always from the event loop, never from inside Client::start().
class Stream
{
public:
    struct Piece
    {
        QByteArray bytes;
        base::MonoTime at; ///< when the bytes were read from the socket
    };

    Stream(Client *client, const Request &request, std::stop_token stop);
    ~Stream();
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    /// What next() returns: awaited at once, by one coroutine at a time.
    class Awaiter
    {
    public:
        explicit Awaiter(Stream *stream);
        bool await_ready() const noexcept;
        void await_suspend(std::coroutine_handle<> waiting) const;
        void await_resume() const noexcept { }

    private:
        Stream *m_stream;
    };

    /// Ready when something is new since the last take().
    Awaiter next();

    const Head *head() const; ///< null until the header block ended
    QList<Piece> take(); ///< everything arrived since the last call
    bool ended() const; ///< outcome() is valid, also after a stop: then it says what was known by then
    const Outcome &outcome() const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace http
