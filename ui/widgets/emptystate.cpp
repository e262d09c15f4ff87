// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/emptystate.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int pictureSize = 32;
constexpr int textWidth = 420;

} // namespace

EmptyState::EmptyState(const Theme *theme, const QString &icon, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new IconLabel(theme, icon, Colour::TextMuted, this))
    , m_title(makeLabel({}, Theme::Type::Heading, Tone::Primary, this))
    , m_text(makeLabel({}, Theme::Type::Body, Tone::Secondary, this))
    , m_buttons(new QHBoxLayout)
{
    m_icon->setIconSize(pictureSize);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setMaximumWidth(textWidth);
    m_text->hide();
    m_buttons->setSpacing(metrics::spaceS);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::spaceL, metrics::spaceL, metrics::spaceL, metrics::spaceL);
    column->setSpacing(metrics::spaceS);
    column->addStretch();
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addSpacing(metrics::spaceXs);
    column->addWidget(m_title);
    auto *centred = new QHBoxLayout;
    centred->addStretch(1);
    centred->addWidget(m_text, 1000);
    centred->addStretch(1);
    column->addLayout(centred);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addLayout(m_buttons);
    row->addStretch();
    column->addSpacing(metrics::spaceXs);
    column->addLayout(row);
    column->addStretch();
}

void EmptyState::setTitle(const QString &title)
{
    m_title->setText(title);
}

void EmptyState::stackButtons()
{
    m_buttons->setDirection(QBoxLayout::TopToBottom);
}

void EmptyState::setText(const QString &text)
{
    m_text->setText(text);
    fit();
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

/// Where it is low the picture leaves first, then the text: what stays is whole.
void EmptyState::fit()
{
    const int inside = width() - 2 * metrics::spaceL;
    int height = 2 * metrics::spaceL + 2 * metrics::spaceXs + m_title->heightForWidth(inside) + metrics::spaceS
        + m_buttons->sizeHint().height();
    height += m_text->heightForWidth(std::min(inside, m_text->maximumWidth())) + metrics::spaceS;
    m_text->setVisible(!m_text->text().isEmpty() && height <= this->height());
    m_icon->setVisible(height + pictureSize + metrics::spaceS <= this->height());
}

QPushButton *EmptyState::addButton(const QString &text, const QString &icon)
{
    const bool first = m_buttons->count() == 0;
    auto *button = new QPushButton(text, this);
    if (first)
        button->setProperty("kind", u"primary"_s);
    if (!icon.isEmpty())
        button->setIcon(icons::icon(m_theme, icon, first ? Colour::AccentOn : Colour::TextPrimary));
    m_buttons->addWidget(button);
    return button;
}

} // namespace ui
