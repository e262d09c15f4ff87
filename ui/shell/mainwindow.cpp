// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/mainwindow.h"

#include "chat/comparesession.h"
#include "chat/conversationbook.h"
#include "mlflow/exporter.h"
#include "services/gatewayexplorer.h"
#include "services/tracefiles.h"
#include "settings/settings.h"
#include "store/store.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/keyguard.h"
#include "ui/shell/noteline.h"
#include "ui/shell/noticearea.h"
#include "ui/shell/page.h"
#include "ui/shell/pagestack.h"
#include "ui/shell/palette/palette.h"
#include "ui/shell/prompts.h"
#include "ui/shell/rail.h"
#include "ui/shell/status/statusbar.h"
#include "ui/shell/status/statuscell.h"
#include "ui/shell/status/statusfeed.h"
#include "ui/shell/wheelguard.h"
#include "ui/shell/windowactions.h"
#include "ui/shell/windowstate.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/metrics.h"

#include <QtCore/QMimeData>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QSize firstSize(1280, 800);

QList<PageKind> railPages()
{
    QList<PageKind> pages{PageKind::Chat, PageKind::Compare, PageKind::Traces, PageKind::Gateway, PageKind::Settings};
    pages.removeIf([](PageKind kind) { return !PageFactory::has(kind); });
    return pages;
}

} // namespace

MainWindow::MainWindow(const WindowServices &services, Theme *theme, Prompts *prompts)
    : m_services(services)
    , m_actions(theme)
    , m_toolkit{theme, &m_actions, prompts, this}
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Spanway"_s);
    setMinimumSize(metrics::minWindowWidth, metrics::minWindowHeight);
    setAcceptDrops(true);
    m_actions.setOverrides(services.settings->preferences().shortcuts);
    WindowActions(this).addAll();
    build();
    connectParts();
    connectServices();
    applyPreferences();
    restoreState();
}

// The pages go before what they were given: the registry is a member and would be gone when Qt deletes the children.
MainWindow::~MainWindow()
{
    delete takeCentralWidget();
}

void MainWindow::build()
{
    auto *central = new QWidget(this);
    m_rail = new Rail(m_toolkit.theme, railPages(), central);
    m_notices = new NoticeArea(m_toolkit.theme, central);
    m_pages = new PageStack(PageFactory(m_services, m_toolkit), central);
    m_status = new StatusBar(m_toolkit.theme, central);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_notices);
    column->addWidget(m_pages, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(column, 1);
    auto *all = new QVBoxLayout(central);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row, 1);
    all->addWidget(m_status);
    setCentralWidget(central);
    m_note = new NoteLine(m_toolkit.theme, this);
    new FocusRing(m_toolkit.theme, this);
    new StatusFeed(m_services, m_status, this);
    qApp->installEventFilter(new KeyGuard(&m_actions, this));
    qApp->installEventFilter(new WheelGuard(this));
    if (m_services.demoMode)
        m_notices->showDemoStrip();
    m_notices->setStartNote(m_services.startNote);
    m_notices->setHealth(m_services.store->health());
}

void MainWindow::connectParts()
{
    connect(m_rail, &Rail::pageAsked, this, &MainWindow::showPage);
    connect(m_rail, &Rail::menuAsked, this, &MainWindow::showMenu);
    connect(m_rail, &Rail::findAsked, this, &MainWindow::showPalette);
    connect(m_pages, &PageStack::shown, this, &MainWindow::onShown);
    connect(m_pages, &PageStack::titleChanged, this, [this] { onShown(m_pages->currentKind()); });
    connect(m_pages, &PageStack::news, this, [this](PageKind kind) { m_rail->setNews(kind, true); });
    connect(m_notices, &NoticeArea::ownKongAsked, this, [this] { m_services.useOwnKong(); });
    const auto open = [this](PageKind kind, SettingsPlace place) {
        return [this, kind, place] {
            if (PageFactory::has(kind))
                showPage(kind);
            else
                openSettings(place, {});
        };
    };
    connect(m_status->gateway(), &StatusCell::clicked, this, open(PageKind::Gateway, SettingsPlace::Gateway));
    connect(m_status->rate(), &StatusCell::clicked, this, open(PageKind::Gateway, SettingsPlace::Gateway));
    connect(m_status->running(), &StatusCell::clicked, this, open(PageKind::Chat, SettingsPlace::Gateway));
    connect(m_status->outbox(), &StatusCell::clicked, this, open(PageKind::Outbox, SettingsPlace::Mlflow));
    connect(m_status->mlflow(), &StatusCell::clicked, this, [this] { openSettings(SettingsPlace::Mlflow, {}); });
    connect(&m_actions, &ActionRegistry::keysChanged, this, [this] {
        settings::Preferences preferences = m_services.settings->preferences();
        preferences.shortcuts = m_actions.overrides();
        m_services.settings->setPreferences(preferences);
    });
}

void MainWindow::connectServices()
{
    connect(m_services.store, &store::Store::healthChanged, m_notices, &NoticeArea::setHealth);
    connect(m_services.settings, &settings::Settings::preferencesChanged, this, &MainWindow::applyPreferences);
    connect(m_services.settings, &settings::Settings::saveFailed, this,
            [this](const base::Error &error) { m_notices->setSaveProblem(error.message); });
    connect(m_services.traceFiles, &services::TraceFiles::opened, this,
            [this](const QString &, const trace::TraceId &first, int count, const QStringList &issues) {
                onFileOpened(first, count, issues);
            });
    connect(m_services.traceFiles, &services::TraceFiles::failed, this,
            [this](const QString &path, const base::Error &error) { m_notices->setFileProblem(path, error.message); });
}

void MainWindow::applyPreferences()
{
    const settings::Preferences &preferences = m_services.settings->preferences();
    m_toolkit.theme->setTextPercent(preferences.textPercent);
    m_toolkit.theme->setReduceMotion(preferences.reduceMotion);
}

void MainWindow::restoreState()
{
    const WindowState state = WindowState::fromText(m_services.settings->preferences().windowState);
    m_pages->setLayouts(state.layouts);
    if (state.geometry.isEmpty() || !restoreGeometry(state.geometry))
        resize(firstSize);
}

void MainWindow::saveState()
{
    WindowState state;
    state.geometry = saveGeometry();
    state.layouts = m_pages->layouts();
    settings::Preferences preferences = m_services.settings->preferences();
    preferences.windowState = state.toText();
    m_services.settings->setPreferences(preferences);
}

void MainWindow::showStart()
{
    showPage(PageFactory::has(PageKind::Chat) ? PageKind::Chat : PageKind::FirstRun);
}

void MainWindow::showPage(PageKind kind)
{
    // Without a gateway there is nobody to chat with: the first-run page stands in its place.
    const bool ready = m_services.demoMode || m_services.settings->currentProfile();
    m_pages->bring(kind == PageKind::Chat && !ready ? PageKind::FirstRun : kind);
}

void MainWindow::onShown(PageKind kind)
{
    m_rail->setCurrent(kind == PageKind::FirstRun ? PageKind::Chat : kind);
    setWindowTitle(tr("%1 – Spanway").arg(m_pages->current()->title()));
}

void MainWindow::openTrace(const trace::TraceId &id)
{
    if (Page *page = m_pages->bring(PageKind::Traces))
        page->openItem(id.hex());
}

void MainWindow::openConversation(const QString &id)
{
    if (Page *page = m_pages->bring(PageKind::Chat))
        page->openItem(id);
}

void MainWindow::openSettings(SettingsPlace place, const QString &profileId)
{
    if (auto *page = qobject_cast<SettingsPage *>(m_pages->bring(PageKind::Settings)))
        page->goTo(place, profileId);
}

void MainWindow::openInBrowser(const QUrl &url)
{
    m_toolkit.prompts->openUrl(url);
}

void MainWindow::note(const QString &text)
{
    m_note->tell(text);
}

ActionRegistry *MainWindow::actions()
{
    return &m_actions;
}

PageStack *MainWindow::pages() const
{
    return m_pages;
}

void MainWindow::showMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"mainMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString &id :
         {u"app.new"_s, u"app.open"_s, u"-"_s, u"app.palette"_s, u"page.settings"_s, u"app.keys"_s, u"-"_s,
          u"text.larger"_s, u"text.smaller"_s, u"app.fullScreen"_s, u"-"_s, u"app.quit"_s}) {
        if (id == "-"_L1)
            menu->addSeparator();
        else if (QAction *action = m_actions.action(id))
            menu->addAction(action);
    }
    const QWidget *button = m_rail->menuButton();
    menu->popup(button->mapToGlobal(QPoint(button->width(), 0)));
}

void MainWindow::showPalette()
{
    // Made when first asked for: the window comes up sooner without it.
    if (!m_palette)
        m_palette = new Palette(m_toolkit.theme, &m_actions, this);
    m_palette->popUp();
}

void MainWindow::askForTraceFile()
{
    Prompts::FileWish wish;
    wish.title = tr("Open a trace file");
    wish.filters = QStringList{tr("MLflow traces (*.json *.jsonl)"), tr("All files (*)")};
    m_toolkit.prompts->openFile(this, wish, [this](const QString &path) {
        if (!path.isEmpty())
            openTraceFile(path);
    });
}

void MainWindow::openTraceFile(const QString &path)
{
    m_services.traceFiles->open(path);
}

void MainWindow::onFileOpened(const trace::TraceId &first, int count, const QStringList &issues)
{
    openTrace(first);
    note(issues.isEmpty() ? tr("%n trace(s) read", nullptr, count)
                          : tr("%n trace(s) read; %1", nullptr, count).arg(issues.first()));
}

QList<QWidget *> MainWindow::panes() const
{
    QList<QWidget *> all{m_rail};
    if (const Page *page = m_pages->current())
        all += page->panes();
    all.append(m_status);
    all.removeIf([](const QWidget *pane) { return !pane || !pane->isVisible(); });
    return all;
}

void MainWindow::cyclePanes(int step)
{
    const QList<QWidget *> all = panes();
    const QWidget *focus = QApplication::focusWidget();
    qsizetype at = -1;
    // The innermost one counts: a page may name itself and a part of it.
    for (qsizetype i = 0; i < all.size() && focus; ++i) {
        if (all.at(i) == focus || all.at(i)->isAncestorOf(focus))
            at = i;
    }
    const qsizetype next = at < 0 ? (step > 0 ? 0 : all.size() - 1) : (at + step + all.size()) % all.size();
    all.at(next)->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::closeTop()
{
    if (m_palette && m_palette->isVisible())
        m_palette->close();
    else if (Page *page = m_pages->current(); page && !page->closeTop() && isAside(m_pages->currentKind()))
        showPage(m_pages->lastOfWork());
}

void MainWindow::stopAll()
{
    m_services.conversations->stopAll();
    m_services.compare->stopAll();
}

void MainWindow::changeTextSize(int step)
{
    settings::Preferences preferences = m_services.settings->preferences();
    preferences.textPercent = step == 0 ? 100 : std::clamp(preferences.textPercent + step, 80, 200);
    m_services.settings->setPreferences(preferences);
    note(tr("Text size %1").arg(formats::percent(preferences.textPercent / 100.0)));
}

void MainWindow::toggleFullScreen()
{
    setWindowState(windowState() ^ Qt::WindowFullScreen);
}

void MainWindow::startNew()
{
    if (Page *page = m_pages->bring(PageKind::Chat))
        page->startNew();
}

void MainWindow::findEverywhere()
{
    if (Page *page = m_pages->bring(PageKind::Traces))
        page->findHere();
}

void MainWindow::retryOutbox()
{
    const mlflow::Exporter::Status &status = m_services.exporter->status();
    const bool waits = status.waiting + status.sending + status.failed > 0;
    note(waits ? tr("Trying again to send what waits") : tr("Nothing waits for MLflow"));
    if (waits)
        m_services.exporter->retryNow();
}

void MainWindow::openTraceInMlflow()
{
    Page *page = m_pages->current();
    if (!page || !page->openInMlflow())
        note(tr("No trace that is in MLflow is shown here"));
}

void MainWindow::bringToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    Q_EMIT quitAsked();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    const bool narrow = width() < metrics::breakNarrow;
    m_rail->setNarrow(narrow);
    m_status->setNarrow(narrow);
    m_pages->setNarrow(narrow, width() < metrics::breakInspectorOverlay);
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (!std::exchange(m_painted, true))
        QTimer::singleShot(0, this, &MainWindow::firstPainted);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            openTraceFile(url.toLocalFile());
    }
}

} // namespace ui
