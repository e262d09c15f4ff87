// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QList>

namespace httptest {

/// A listener on loopback whose queue is full: the next connection attempt hangs, as into a black hole.
class FullListener
{
public:
    enum class Family { Ipv4, Ipv6 };

    /// `port` 0: any free one.
    explicit FullListener(Family family = Family::Ipv4, quint16 port = 0);
    ~FullListener();
    FullListener(const FullListener &) = delete;
    FullListener &operator=(const FullListener &) = delete;

    quint16 port() const { return m_port; } ///< 0: this machine has no such loopback

private:
    QList<int> m_sockets;
    quint16 m_port = 0;
};

} // namespace httptest
