// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/pagekind.h"

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

namespace ui {

class RailButton;
class Theme;

/// The strip at the left: menu on top, the pages, Find and Settings at the bottom.
class Rail : public QWidget
{
    Q_OBJECT

public:
    Rail(const Theme *theme, const QList<PageKind> &pages, QWidget *parent = nullptr);

    void setCurrent(PageKind kind); ///< a kind that has no button leaves none marked
    void setNews(PageKind kind, bool news);
    void setNarrow(bool narrow);
    QWidget *menuButton() const;

Q_SIGNALS:
    void pageAsked(ui::PageKind kind);
    void menuAsked();
    void findAsked();

private:
    void fit();
    RailButton *add(PageKind kind);

    const Theme *m_theme; ///< not owned
    RailButton *m_menu;
    RailButton *m_find;
    QHash<PageKind, RailButton *> m_buttons;
    bool m_narrow = false;
};

} // namespace ui
