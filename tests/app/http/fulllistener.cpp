// SPDX-License-Identifier: Apache-2.0
#include "app/http/fulllistener.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace httptest {

namespace {

struct Address
{
    sockaddr_storage bytes{};
    socklen_t size = 0;

    sockaddr *get() { return reinterpret_cast<sockaddr *>(&bytes); }
};

Address loopback(FullListener::Family family, quint16 port)
{
    Address address;
    if (family == FullListener::Family::Ipv4) {
        auto *ipv4 = reinterpret_cast<sockaddr_in *>(&address.bytes);
        ipv4->sin_family = AF_INET;
        ipv4->sin_port = htons(port);
        ipv4->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.size = sizeof *ipv4;
    } else {
        auto *ipv6 = reinterpret_cast<sockaddr_in6 *>(&address.bytes);
        ipv6->sin6_family = AF_INET6;
        ipv6->sin6_port = htons(port);
        ipv6->sin6_addr = in6addr_loopback;
        address.size = sizeof *ipv6;
    }
    return address;
}

} // namespace

FullListener::FullListener(Family family, quint16 port)
{
    Address address = loopback(family, port);
    const int listener = ::socket(address.bytes.ss_family, SOCK_STREAM, 0);
    m_sockets.append(listener);
    if (::bind(listener, address.get(), address.size) != 0 || ::listen(listener, 0) != 0)
        return;
    ::getsockname(listener, address.get(), &address.size);
    m_port = ntohs(family == Family::Ipv4 ? reinterpret_cast<sockaddr_in *>(&address.bytes)->sin_port
                                          : reinterpret_cast<sockaddr_in6 *>(&address.bytes)->sin6_port);
    for (int i = 0; i < 3; ++i) {
        const int filler = ::socket(address.bytes.ss_family, SOCK_STREAM | SOCK_NONBLOCK, 0);
        ::connect(filler, address.get(), address.size);
        m_sockets.append(filler);
    }
}

FullListener::~FullListener()
{
    for (const int socket : std::as_const(m_sockets)) {
        if (socket >= 0)
            ::close(socket);
    }
}

} // namespace httptest
