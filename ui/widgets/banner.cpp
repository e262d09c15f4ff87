// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/banner.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

void showText(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

QLabel *bodyLabel(Theme::Type type, Tone tone, QWidget *parent)
{
    QLabel *label = makeLabel({}, type, tone, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

} // namespace

Banner::Banner(const Theme *theme, QWidget *parent)
    : Card(theme, parent)
    , m_theme(theme)
    , m_icon(new IconLabel(theme, u"info"_s, Colour::StatusRunning, this))
    , m_title(bodyLabel(Theme::Type::Heading, Tone::Primary, this))
    , m_text(bodyLabel(Theme::Type::Body, Tone::Primary, this))
    , m_detail(bodyLabel(Theme::Type::Code, Tone::Secondary, this))
    , m_buttonRow(new QWidget(this))
    , m_buttons(new QHBoxLayout(m_buttonRow))
{
    m_title->setObjectName(u"bannerTitle"_s);
    m_text->setObjectName(u"bannerText"_s);
    m_detail->setObjectName(u"bannerDetail"_s);
    m_detail->setProperty(dataProperty, true);
    m_buttons->setContentsMargins(0, metrics::spaceXs, 0, 0);
    m_buttons->setSpacing(metrics::spaceS);
    m_buttons->addStretch();
    m_buttonRow->hide();
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    for (QWidget *part : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_text),
                          static_cast<QWidget *>(m_detail), m_buttonRow})
        column->addWidget(part);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceM, metrics::spaceM - 2, metrics::spaceM, metrics::spaceM - 2);
    row->setSpacing(metrics::spaceM - 2);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    setNotice(Notice::Info);
}

void Banner::setNotice(Notice notice, const QString &icon)
{
    m_icon->setIconName(icon.isEmpty() ? noticeIcon(notice) : icon, noticeColour(notice));
    setColours(noticeTint(notice), Colour::LineStrong);
}

void Banner::setTitle(const QString &title)
{
    showText(m_title, title);
    setAccessibleName(title);
}

void Banner::setText(const QString &text)
{
    showText(m_text, text);
    setAccessibleDescription(text);
}

void Banner::setDetail(const QString &detail)
{
    showText(m_detail, detail);
}

QPushButton *Banner::addButton(const QString &text, const QString &icon)
{
    const bool first = m_buttons->count() == 1;
    auto *button = new QPushButton(text, m_buttonRow);
    button->setProperty("small", true);
    if (first)
        button->setProperty("kind", u"primary"_s);
    if (!icon.isEmpty())
        button->setIcon(icons::icon(m_theme, icon, first ? Colour::AccentOn : Colour::TextPrimary));
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    m_buttonRow->show();
    return button;
}

void Banner::clearButtons()
{
    // Later, because one of them may be what was just pressed.
    while (m_buttons->count() > 1) {
        QLayoutItem *item = m_buttons->takeAt(0);
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_buttonRow->hide();
}

QString Banner::title() const
{
    return m_title->text();
}

QString Banner::text() const
{
    return m_text->text();
}

QString Banner::detail() const
{
    return m_detail->text();
}

} // namespace ui
