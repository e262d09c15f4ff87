// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/windowactions.h"

#include "ui/shell/mainwindow.h"
#include "ui/shell/page.h"
#include "ui/shell/pagestack.h"

#include <QtGui/QAction>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int textStep = 10;

std::function<void()> onPage(MainWindow *window, void (Page::*function)())
{
    return [window, function] {
        if (Page *page = window->pages()->current())
            (page->*function)();
    };
}

} // namespace

WindowActions::WindowActions(MainWindow *window)
    : m_window(window)
{ }

void WindowActions::add(const Entry &entry) const
{
    ActionRegistry::Spec spec;
    spec.id = entry.id;
    spec.text = entry.text;
    spec.icon = entry.icon;
    for (const QString &key : entry.keys)
        spec.keys.append(QKeySequence(key));
    spec.place = tr("Everywhere");
    QObject::connect(m_window->actions()->add(spec, m_window), &QAction::triggered, m_window, entry.run);
}

void WindowActions::addPage(PageKind kind, const QString &text, const QStringList &keys) const
{
    if (!PageFactory::has(kind))
        return;
    const QString id = kind == PageKind::Keys ? u"app.keys"_s : u"page."_s + pageName(kind);
    add({id, text, pageIcon(kind), keys, [window = m_window, kind] { window->showPage(kind); }});
}

void WindowActions::addAll() const
{
    MainWindow *w = m_window;
    const auto own = [w](void (MainWindow::*function)()) { return [w, function] { (w->*function)(); }; };
    add({u"app.palette"_s,
         tr("Find any action"),
         u"command"_s,
         {u"Ctrl+K"_s, u"Ctrl+Shift+P"_s},
         own(&MainWindow::showPalette)});
    addPage(PageKind::Chat, tr("Go to Chat"), {u"Ctrl+1"_s});
    addPage(PageKind::Compare, tr("Go to Compare"), {u"Ctrl+2"_s});
    addPage(PageKind::Traces, tr("Go to Traces"), {u"Ctrl+3"_s});
    addPage(PageKind::Gateway, tr("Go to Gateway"), {u"Ctrl+4"_s, u"Ctrl+G"_s});
    addPage(PageKind::Outbox, tr("Show what waits for MLflow"), {u"Ctrl+J"_s});
    add({u"outbox.retryAll"_s, tr("Retry the outbox now"), u"outbox"_s, {}, own(&MainWindow::retryOutbox)});
    addPage(PageKind::Settings, tr("Settings"), {u"Ctrl+,"_s});
    addPage(PageKind::Keys, tr("Show the keys"), {u"?"_s, u"F1"_s});
    if (PageFactory::has(PageKind::Chat))
        add({u"app.new"_s, tr("New chat"), u"plus"_s, {u"Ctrl+N"_s}, own(&MainWindow::startNew)});
    add({u"app.open"_s, tr("Open a trace file"), u"folder"_s, {u"Ctrl+O"_s}, own(&MainWindow::askForTraceFile)});
    if (PageFactory::has(PageKind::Traces))
        add({u"find.everywhere"_s,
             tr("Find in all traces"),
             u"search"_s,
             {u"Ctrl+Shift+F"_s},
             own(&MainWindow::findEverywhere)});
    addForPages();
    add({u"pane.next"_s, tr("Next pane"), {}, {u"F6"_s}, [w] { w->cyclePanes(1); }});
    add({u"pane.previous"_s, tr("Previous pane"), {}, {u"Shift+F6"_s}, [w] { w->cyclePanes(-1); }});
    add({u"text.larger"_s, tr("Larger text"), u"zoomIn"_s, {u"Ctrl+="_s, u"Ctrl++"_s}, [w] {
             w->changeTextSize(textStep);
         }});
    add({u"text.smaller"_s, tr("Smaller text"), u"zoomOut"_s, {u"Ctrl+-"_s}, [w] { w->changeTextSize(-textStep); }});
    add({u"text.normal"_s, tr("Text at its usual size"), u"zoomFit"_s, {u"Ctrl+0"_s}, [w] { w->changeTextSize(0); }});
    add({u"app.menu"_s, tr("Menu"), u"menu"_s, {u"F10"_s}, own(&MainWindow::showMenu)});
    add({u"app.fullScreen"_s, tr("Full screen"), u"zoomFit"_s, {u"F11"_s}, own(&MainWindow::toggleFullScreen)});
    add({u"app.close"_s, tr("Close or stop"), u"close"_s, {u"Esc"_s}, own(&MainWindow::closeTop)});
    add({u"app.stopAll"_s, tr("Stop all replies"), u"stop"_s, {u"Shift+Esc"_s}, own(&MainWindow::stopAll)});
    add({u"app.quit"_s, tr("Quit"), {}, {u"Ctrl+Q"_s}, [w] { Q_EMIT w->quitAsked(); }});
}

void WindowActions::addForPages() const
{
    MainWindow *w = m_window;
    add({u"find.here"_s, tr("Find on this page"), u"search"_s, {u"Ctrl+F"_s}, onPage(w, &Page::findHere)});
    add({u"view.list"_s, tr("Show or hide the list"), u"columns"_s, {u"Ctrl+B"_s}, onPage(w, &Page::toggleList)});
    add({u"view.inspector"_s,
         tr("Show or hide the inspector"),
         u"inspector"_s,
         {u"Ctrl+I"_s},
         onPage(w, &Page::toggleInspector)});
    add({u"trace.openInMlflow"_s,
         tr("Open this trace in MLflow"),
         u"external"_s,
         {},
         [w] { w->openTraceInMlflow(); }});
    add({u"view.reload"_s, tr("Reload or run"), u"replay"_s, {u"F5"_s}, onPage(w, &Page::reload)});
}

} // namespace ui
