// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/page.h"

namespace ui {

Page::Page(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", QStringLiteral("base"));
}

QList<QWidget *> Page::panes() const
{
    return {const_cast<Page *>(this)};
}

void Page::enter()
{
    setFocus(Qt::OtherFocusReason);
}

void Page::setNarrow(bool, bool) { }

void Page::openItem(const QString &) { }

void Page::startNew() { }

void Page::findHere() { }

void Page::toggleList() { }

void Page::toggleInspector() { }

void Page::reload() { }

bool Page::openInMlflow()
{
    return false;
}

bool Page::closeTop()
{
    return false;
}

QByteArray Page::saveLayout() const
{
    return {};
}

void Page::restoreLayout(const QByteArray &) { }

} // namespace ui
