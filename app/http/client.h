// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/types.h"

#include <functional>
#include <memory>

namespace http {

/// Called on the GUI thread, never from inside Client::start(). Any of them may destroy the Transfer or the Client.
struct Handlers
{
    std::function<void(const Head &)> onHead;
    std::function<void(QByteArrayView bytes, base::MonoTime at)> onData;
    std::function<void(const Outcome &)> onDone; ///< exactly once, unless the Transfer was destroyed
    std::function<void()> onDelivered; ///< last, after all that was told at one time
};

/// Owner of one running exchange. Destroying it closes the connection at once and silences the handlers.
class Transfer
{
public:
    virtual ~Transfer() = default;

    /// Does the same, and tells what was known by then: error Cancelled, the times, the address and the bytes of the wire
    /// up to now. Once; nothing if the end has been told already.
    virtual Outcome stop() = 0;
};

/// HTTP/1.1 client on the Qt event loop (libcurl inside; nothing outside app/http names it). No cookies, no redirects, no repetition.
/// GUI thread only. Proxies come from the system's settings and the environment.
class Client
{
public:
    Client();
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    /// Starts at once; a request that cannot be sent reports its error through onDone from the event loop.
    std::unique_ptr<Transfer> start(const Request &request, Handlers handlers);
    /// Reads the system's CA store on another thread, so that the first TLS connection need not do it on this one (about
    /// 50 ms of CPU). For an idle moment before the first exchange; later it does nothing.
    void warmUp();
    /// Opens libcurl, which takes the first call some milliseconds otherwise. Any thread.
    static void openLibrary();
    /// Transfers that have not ended.
    int running() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace http
