// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/status/statuscell.h"

#include "ui/shell/status/gauge.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int padding = 10;
constexpr int gap = 6;
constexpr int lineGap = 4;

} // namespace

StatusCell::StatusCell(const Theme *theme, const QString &purpose, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_purpose(purpose)
    , m_icon(new IconLabel(theme, u"waiting"_s, Colour::StatusIdle, this))
    , m_gauge(new Gauge(theme, this))
    , m_text(makeLabel({}, Theme::Type::Small, Tone::Primary, this))
    , m_more(makeLabel({}, Theme::Type::Small, Tone::Muted, this))
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_icon->setIconSize(14);
    for (QWidget *part :
         {static_cast<QWidget *>(m_icon), static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_more)})
        part->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_more->setProperty(dataProperty, true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(padding, 0, padding, 0);
    row->setSpacing(gap);
    row->addWidget(m_icon);
    row->addWidget(m_gauge);
    row->addWidget(m_text);
    row->addWidget(m_more);
    m_gauge->hide();
    setAccessibleName(purpose);
}

void StatusCell::setLine(Qt::Edge edge)
{
    m_line = edge;
}

void StatusCell::setContent(const Content &content)
{
    if (m_content == content)
        return;
    m_content = content;
    m_icon->setIconName(content.icon, content.colour);
    m_text->setText(content.text);
    m_text->setProperty(dataProperty, content.data);
    m_text->setVisible(!content.text.isEmpty());
    m_more->setText(content.more);
    m_gauge->setShare(content.share.value_or(0), content.colour);
    showParts();
    setToolTip(plainToolTip(content.hint));
    setAccessibleName(u"%1: %2 %3"_s.arg(m_purpose, content.text, content.more).trimmed());
    setAccessibleDescription(content.hint);
    updateGeometry();
}

const StatusCell::Content &StatusCell::content() const
{
    return m_content;
}

void StatusCell::setNarrow(bool narrow)
{
    if (std::exchange(m_narrow, narrow) == narrow)
        return;
    showParts();
    updateGeometry();
}

int StatusCell::widthAs(bool narrow) const
{
    const QMargins margins = layout()->contentsMargins();
    int width = margins.left() + margins.right() + m_icon->sizeHint().width();
    if (!m_content.text.isEmpty())
        width += gap + m_text->sizeHint().width();
    if (narrow)
        return width;
    if (!m_content.more.isEmpty())
        width += gap + m_more->sizeHint().width();
    return m_content.share ? width + gap + m_gauge->sizeHint().width() : width;
}

void StatusCell::showParts()
{
    m_more->setVisible(!m_narrow && !m_content.more.isEmpty());
    m_gauge->setVisible(!m_narrow && m_content.share);
}

QSize StatusCell::sizeHint() const
{
    return {layout()->sizeHint().width(), metrics::statusBar};
}

void StatusCell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (underMouse() || isDown())
        painter.fillRect(rect(), m_theme->colour(Colour::SurfaceHover));
    const int x = m_line == Qt::RightEdge ? width() - 1 : 0;
    painter.fillRect(QRect(x, lineGap, 1, height() - 2 * lineGap), m_theme->colour(Colour::LineSubtle));
}

} // namespace ui
