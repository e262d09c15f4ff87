// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/icons.h"

#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtCore/QPointer>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPixmapCache>
#include <QtSvg/QSvgRenderer>

#include <cmath>

using namespace Qt::StringLiterals;

namespace ui::icons {

namespace {

class ThemedIcon : public QIconEngine
{
public:
    ThemedIcon(const Theme *theme, const QString &name, Colour colour)
        : m_theme(theme)
        , m_name(name)
        , m_colour(colour)
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        icons::paint(painter, rect, m_name, colour(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return icons::pixmap(m_name, std::min(size.width(), size.height()), 1, colour(mode));
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // Qt asks in device pixels and sets the ratio itself.
        Q_UNUSED(scale)
        return icons::pixmap(m_name, std::min(size.width(), size.height()), 1, colour(mode));
    }

    QIconEngine *clone() const override { return new ThemedIcon(*this); }

private:
    QColor colour(QIcon::Mode mode) const
    {
        return m_theme ? m_theme->colour(mode == QIcon::Disabled ? Colour::TextDisabled : m_colour) : QColor();
    }

    QPointer<const Theme> m_theme;
    QString m_name;
    Colour m_colour;
};

} // namespace

QIcon icon(const Theme *theme, const QString &name, Colour colour)
{
    return QIcon(new ThemedIcon(theme, name, colour));
}

QPixmap pixmap(const QString &name, int size, double ratio, const QColor &colour)
{
    const int pixels = static_cast<int>(std::lround(size * ratio));
    const QString key = u"spanway/%1/%2/%3"_s.arg(name, QString::number(pixels), colour.name(QColor::HexArgb));
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QSvgRenderer renderer(u":/icons/"_s + name + u".svg"_s);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(pixmap.rect(), colour);
        painter.end();
        QPixmapCache::insert(key, pixmap);
    }
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

void paint(QPainter *painter, const QRectF &rect, const QString &name, const QColor &colour)
{
    const int size = static_cast<int>(std::min(rect.width(), rect.height()));
    const double ratio = painter->device()->devicePixelRatioF();
    const QPointF corner = rect.center() - QPointF(size, size) / 2;
    const QPointF snapped(std::round(corner.x() * ratio) / ratio, std::round(corner.y() * ratio) / ratio);
    painter->drawPixmap(snapped, pixmap(name, size, ratio, colour));
}

} // namespace ui::icons
