// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/rail.h"

#include "ui/shell/railbutton.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtWidgets/QBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int narrowTop = 6; ///< the menu stays in line with the page's head

} // namespace

Rail::Rail(const Theme *theme, const QList<PageKind> &pages, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_menu(new RailButton(theme, u"menu"_s, QString(), this))
    , m_find(new RailButton(theme, u"command"_s, tr("Find"), this))
{
    setObjectName(u"rail"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_menu->setObjectName(u"railMenu"_s);
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setToolTip(tr("Menu"));
    m_find->setObjectName(u"railFind"_s);
    m_find->setToolTip(tr("Find any action"));
    connect(m_menu, &RailButton::clicked, this, &Rail::menuAsked);
    connect(m_find, &RailButton::clicked, this, &Rail::findAsked);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, metrics::spaceXs);
    column->setSpacing(metrics::spaceXs);
    column->addWidget(m_menu);
    for (const PageKind kind : pages) {
        if (kind != PageKind::Settings)
            column->addWidget(add(kind));
    }
    column->addStretch();
    column->addWidget(m_find);
    if (pages.contains(PageKind::Settings))
        column->addWidget(add(PageKind::Settings));
    setFocusProxy(m_menu);
    connect(theme, &Theme::changed, this, &Rail::fit);
    fit();
}

RailButton *Rail::add(PageKind kind)
{
    auto *button = new RailButton(m_theme, pageIcon(kind), pageTitle(kind), this);
    button->setObjectName(u"rail_"_s + pageName(kind));
    button->setCheckable(true);
    m_buttons.insert(kind, button);
    connect(button, &RailButton::clicked, this, [this, kind, button] {
        // The window decides; setCurrent() marks what it did.
        button->setChecked(false);
        Q_EMIT pageAsked(kind);
    });
    return button;
}

void Rail::setCurrent(PageKind kind)
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it)
        it.value()->setChecked(it.key() == kind);
    setNews(kind, false);
}

void Rail::setNews(PageKind kind, bool news)
{
    if (RailButton *button = m_buttons.value(kind))
        button->setNews(news);
}

void Rail::setNarrow(bool narrow)
{
    m_narrow = narrow;
    layout()->setContentsMargins(0, narrow ? narrowTop : 0, 0, metrics::spaceXs);
    const auto buttons = findChildren<RailButton *>();
    for (RailButton *button : buttons)
        button->setNarrow(narrow);
    fit();
    m_menu->setToolTip(tr("Menu"));
}

/// Captions are whole at any size of text.
void Rail::fit()
{
    int width = m_narrow ? metrics::railNarrow : metrics::rail;
    const auto buttons = findChildren<RailButton *>();
    for (const RailButton *button : buttons)
        width = std::max(width, button->sizeHint().width());
    setFixedWidth(width);
}

QWidget *Rail::menuButton() const
{
    return m_menu;
}

} // namespace ui
