// SPDX-License-Identifier: Apache-2.0
#include "bench/screen.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QThread>

#include <cstdlib>
#include <string_view>

#include <xcb/xcb.h>

namespace bench {

namespace {

/// Magenta: a window without a background of its own, as Qt's are, shows what was below it until it is drawn.
constexpr uint32_t nobodysColour = 0xff00ff;

template <typename Reply> using Owned = std::unique_ptr<Reply, decltype(&std::free)>;

template <typename Reply> Owned<Reply> own(Reply *reply)
{
    return {reply, &std::free};
}

} // namespace

Screen::Screen()
    : m_connection(xcb_connect(nullptr, nullptr))
{
    if (!isOpen())
        return;
    m_root = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data->root;
    constexpr std::string_view name = "_NET_CLIENT_LIST";
    const auto atom = own(xcb_intern_atom_reply(
        m_connection, xcb_intern_atom(m_connection, 0, uint16_t(name.size()), name.data()), nullptr));
    m_clientList = atom ? atom->atom : 0;
}

Screen::~Screen()
{
    xcb_disconnect(m_connection);
}

bool Screen::isOpen() const
{
    return xcb_connection_has_error(m_connection) == 0;
}

void Screen::clear()
{
    const QDeadlineTimer patience(30000);
    while (newestWindow() != 0 && !patience.hasExpired())
        QThread::msleep(5);
    xcb_change_window_attributes(m_connection, m_root, XCB_CW_BACK_PIXEL, &nobodysColour);
    xcb_clear_area(m_connection, 0, m_root, 0, 0, 0, 0);
    xcb_flush(m_connection);
    QThread::msleep(50); // the window manager has settled
}

bool Screen::waitForPicture()
{
    const QDeadlineTimer patience(30000);
    while (!patience.hasExpired()) {
        if (const uint32_t window = newestWindow(); window != 0 && isDrawn(window))
            return true;
        QThread::usleep(500);
    }
    return false;
}

uint32_t Screen::newestWindow() const
{
    const auto list = own(xcb_get_property_reply(
        m_connection, xcb_get_property(m_connection, 0, m_root, m_clientList, XCB_ATOM_WINDOW, 0, 64), nullptr));
    const int count = list ? xcb_get_property_value_length(list.get()) / 4 : 0;
    return count > 0 ? static_cast<const uint32_t *>(xcb_get_property_value(list.get()))[count - 1] : 0;
}

bool Screen::isDrawn(uint32_t window) const
{
    const auto size = own(xcb_get_geometry_reply(m_connection, xcb_get_geometry(m_connection, window), nullptr));
    if (!size)
        return false;
    // An error as long as the window is not on the screen.
    const auto image
        = own(xcb_get_image_reply(m_connection,
                                  xcb_get_image(m_connection, XCB_IMAGE_FORMAT_Z_PIXMAP, window,
                                                int16_t(size->width / 2), int16_t(size->height / 2), 1, 1, ~0U),
                                  nullptr));
    if (!image || xcb_get_image_data_length(image.get()) < 3)
        return false;
    const uint8_t *pixel = xcb_get_image_data(image.get());
    const uint32_t colour = uint32_t(pixel[2]) << 16 | uint32_t(pixel[1]) << 8 | pixel[0];
    return colour != nobodysColour && colour != 0;
}

} // namespace bench
