// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

struct xcb_connection_t;

namespace bench {

/// The X screen of DISPLAY, watched from outside any program: when has a window its first picture?
class Screen
{
public:
    Screen();
    ~Screen();
    Screen(const Screen &) = delete;
    Screen &operator=(const Screen &) = delete;

    bool isOpen() const; ///< there is an X server
    /// Waits until no window is left and gives the root a colour that nobody draws in.
    void clear();
    /// Until the middle of the newest window has been drawn; false after 30 s.
    bool waitForPicture();

private:
    uint32_t newestWindow() const; ///< 0: none; as the window manager lists them
    bool isDrawn(uint32_t window) const;

    xcb_connection_t *m_connection;
    uint32_t m_root = 0;
    uint32_t m_clientList = 0; ///< the atom _NET_CLIENT_LIST
};

} // namespace bench
