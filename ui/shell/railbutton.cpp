// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/railbutton.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int buttonSize = 48;
constexpr int narrowHeight = 36;
constexpr int barWidth = 3;
constexpr int dotSize = 7;
constexpr int gap = 2;

} // namespace

RailButton::RailButton(const Theme *theme, const QString &icon, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_icon(icon)
{
    setText(text);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    updateName();
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void RailButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    updateName();
    updateGeometry();
    update();
}

void RailButton::setNews(bool news)
{
    m_news = news;
    updateName();
    update();
}

bool RailButton::hasNews() const
{
    return m_news;
}

void RailButton::setCaption(const QString &caption)
{
    setText(caption);
    updateName();
    update();
}

void RailButton::updateName()
{
    setAccessibleName(m_news ? tr("%1, news").arg(text()) : text());
    setToolTip(m_narrow ? text() : QString());
}

QSize RailButton::sizeHint() const
{
    if (m_narrow)
        return {metrics::railNarrow, narrowHeight};
    QFont font = m_theme->font(Theme::Type::Caption);
    font.setWeight(QFont::Medium);
    const QFontMetrics words(font);
    const int caption = text().isEmpty() ? 0 : words.height() + gap;
    return {std::max(metrics::rail, words.horizontalAdvance(text()) + metrics::spaceS), std::max(buttonSize, metrics::iconRail + caption + 2 * metrics::spaceXs)};
}

QSize RailButton::minimumSizeHint() const
{
    return sizeHint();
}

void RailButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(metrics::spaceXs, 0, -metrics::spaceXs, 0);
    if (isChecked() || underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->colour(isChecked() ? Colour::SurfaceSelectedIdle : Colour::SurfaceHover));
        painter.drawRoundedRect(box, metrics::radiusCard, metrics::radiusCard);
    }
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->colour(Colour::AccentBase));
        painter.drawRoundedRect(QRectF(-1, box.top() + 10, barWidth + 1, box.height() - 20), 1.5, 1.5);
    }
    const QColor ink = m_theme->colour(isChecked() ? Colour::TextPrimary : Colour::TextSecondary);
    QFont font = m_theme->font(Theme::Type::Caption);
    if (isChecked())
        font.setWeight(QFont::Medium);
    const int caption = m_narrow || text().isEmpty() ? 0 : QFontMetrics(font).height() + gap;
    const double top = box.center().y() - (metrics::iconRail + caption) / 2.0;
    const QRectF icon(box.center().x() - metrics::iconRail / 2.0, top, metrics::iconRail, metrics::iconRail);
    icons::paint(&painter, icon, m_icon, ink);
    if (caption) {
        painter.setFont(font);
        painter.setPen(ink);
        const QRectF line(0, icon.bottom() + gap, width(), caption);
        painter.drawText(line, Qt::AlignHCenter | Qt::AlignTop,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 2));
    }
    if (m_news) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->colour(Colour::AccentBase));
        painter.drawEllipse(QRectF(icon.right() + 1, icon.top() - 4, dotSize, dotSize));
    }
}

} // namespace ui
