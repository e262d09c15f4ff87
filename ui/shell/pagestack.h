// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/pagefactory.h"

#include <QtCore/QHash>
#include <QtCore/QMap>
#include <QtWidgets/QStackedWidget>

namespace ui {

class Page;

/// The pages, each made when it is first wanted.
class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    explicit PageStack(const PageFactory &factory, QWidget *parent = nullptr);

    /// Makes it if needed; null if this build has none.
    Page *page(PageKind kind);
    /// Brings it to the front; null if this build has none.
    Page *bring(PageKind kind);
    Page *current() const; ///< null before the first
    PageKind currentKind() const;
    /// The page of work that was in front before a page one looks something up on: keys, settings, outbox.
    PageKind lastOfWork() const;

    void setNarrow(bool narrow, bool overlayInspector);
    QMap<QString, QByteArray> layouts() const; ///< by page name
    void setLayouts(const QMap<QString, QByteArray> &layouts); ///< used when a page is made

Q_SIGNALS:
    void shown(ui::PageKind kind);
    void news(ui::PageKind kind);
    void titleChanged(); ///< of the current page

private:
    PageFactory m_factory;
    QHash<PageKind, Page *> m_pages;
    QMap<QString, QByteArray> m_layouts;
    PageKind m_current = PageKind::FirstRun;
    PageKind m_lastOfWork = PageKind::Chat;
    bool m_narrow = false;
    bool m_overlay = false;
};

} // namespace ui
