// SPDX-License-Identifier: Apache-2.0
#include "http/warmmulti.h"

#include "http/curlhandle.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace http {

namespace {

/// Far longer than libcurl needs to read the store and to greet.
constexpr std::chrono::milliseconds patience{5000};
constexpr int pollMs = 20;

/// A listener that has a name inside the kernel only, and the first who greets it.
class Listener
{
public:
    Listener()
        : m_listening(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        // Without a name the kernel chooses one: a zero byte and five digits.
        ::bind(m_listening, reinterpret_cast<sockaddr *>(&address), sizeof address.sun_family);
        ::listen(m_listening, 1);
        socklen_t size = sizeof address;
        if (::getsockname(m_listening, reinterpret_cast<sockaddr *>(&address), &size) == 0)
            m_name = QByteArray(address.sun_path + 1, qsizetype(size - sizeof address.sun_family - 1));
    }
    ~Listener()
    {
        ::close(m_listening);
        if (m_peer >= 0)
            ::close(m_peer);
    }
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    const QByteArray &name() const { return m_name; }

    bool isGreeted()
    {
        if (m_peer < 0)
            m_peer = ::accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        char byte;
        return m_peer >= 0 && ::recv(m_peer, &byte, 1, MSG_PEEK) == 1;
    }

private:
    int m_listening;
    int m_peer = -1;
    QByteArray m_name;
};

} // namespace

CurlMulti makeWarmMulti()
{
    CurlMulti multi(curl_multi_init());
    Listener listener;
    Request request;
    request.url = u"https://127.0.0.1/"_s;
    CurlHandle handle(request); // the options that name the store must be those of a real exchange
    CURL *easy = handle.get();
    curl_easy_setopt(easy, CURLOPT_VERBOSE, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_ABSTRACT_UNIX_SOCKET, listener.name().constData());
    curl_multi_add_handle(multi.get(), easy);
    // The store is read before the first byte of the handshake goes out.
    const auto until = std::chrono::steady_clock::now() + patience;
    int running = 1;
    while (curl_multi_perform(multi.get(), &running) == CURLM_OK && running > 0 && !listener.isGreeted()
           && std::chrono::steady_clock::now() < until)
        curl_multi_poll(multi.get(), nullptr, 0, pollMs, nullptr);
    curl_multi_remove_handle(multi.get(), easy);
    return multi;
}

} // namespace http
