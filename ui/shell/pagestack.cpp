// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/pagestack.h"

#include "ui/shell/page.h"

namespace ui {

PageStack::PageStack(const PageFactory &factory, QWidget *parent)
    : QStackedWidget(parent)
    , m_factory(factory)
{
    setObjectName(QStringLiteral("pages"));
}

Page *PageStack::page(PageKind kind)
{
    if (Page *known = m_pages.value(kind))
        return known;
    Page *page = m_factory.make(kind, this);
    if (!page)
        return nullptr;
    m_pages.insert(kind, page);
    addWidget(page);
    page->setNarrow(m_narrow, m_overlay);
    page->restoreLayout(m_layouts.value(pageName(kind)));
    connect(page, &Page::news, this, [this, kind] {
        if (kind != m_current)
            Q_EMIT news(kind);
    });
    connect(page, &Page::titleChanged, this, [this, kind] {
        if (kind == m_current)
            Q_EMIT titleChanged();
    });
    return page;
}

Page *PageStack::bring(PageKind kind)
{
    Page *wanted = page(kind);
    if (!wanted)
        return nullptr;
    m_current = kind;
    if (!isAside(kind))
        m_lastOfWork = kind;
    setCurrentWidget(wanted);
    wanted->enter();
    Q_EMIT shown(kind);
    return wanted;
}

Page *PageStack::current() const
{
    return m_pages.value(m_current);
}

PageKind PageStack::currentKind() const
{
    return m_current;
}

PageKind PageStack::lastOfWork() const
{
    return m_lastOfWork;
}

void PageStack::setNarrow(bool narrow, bool overlayInspector)
{
    m_narrow = narrow;
    m_overlay = overlayInspector;
    for (Page *page : std::as_const(m_pages))
        page->setNarrow(narrow, overlayInspector);
}

QMap<QString, QByteArray> PageStack::layouts() const
{
    QMap<QString, QByteArray> out = m_layouts;
    for (auto it = m_pages.cbegin(); it != m_pages.cend(); ++it) {
        const QByteArray state = it.value()->saveLayout();
        if (!state.isEmpty())
            out.insert(pageName(it.key()), state);
    }
    return out;
}

void PageStack::setLayouts(const QMap<QString, QByteArray> &layouts)
{
    m_layouts = layouts;
}

} // namespace ui
