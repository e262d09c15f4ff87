// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/actionregistry.h"
#include "ui/shell/navigator.h"
#include "ui/shell/pagefactory.h"
#include "ui/shell/toolkit.h"
#include "ui/shell/windowservices.h"

#include <QtWidgets/QMainWindow>

namespace ui {

class NoteLine;
class NoticeArea;
class PageStack;
class Palette;
class Rail;
class StatusBar;

/// The window: rail, pages, status bar, palette. Closing it asks for the end of the program, which comes later.
class MainWindow : public QMainWindow, public Navigator
{
    Q_OBJECT

public:
    MainWindow(const WindowServices &services, Theme *theme, Prompts *prompts);
    ~MainWindow() override;

    /// The page a person should see first: chat, or the first-run page without a profile.
    void showStart();
    /// Reads a trace file into the store and shows its first trace.
    void openTraceFile(const QString &path);
    void bringToFront();
    /// Keeps place and layout for the next start.
    void saveState();

    // Navigator
    void showPage(PageKind kind) override;
    void openTrace(const trace::TraceId &id) override;
    void openConversation(const QString &id) override;
    void openSettings(SettingsPlace place, const QString &profileId) override;
    void openInBrowser(const QUrl &url) override;
    void note(const QString &text) override;

    ActionRegistry *actions();
    PageStack *pages() const;

    // What the window's actions do
    void showMenu();
    void showPalette();
    void askForTraceFile();
    void cyclePanes(int step);
    void closeTop();
    void stopAll();
    void changeTextSize(int step); ///< 0: back to 100 %
    void toggleFullScreen();
    void startNew();
    void findEverywhere();
    void retryOutbox();
    void openTraceInMlflow();

Q_SIGNALS:
    void firstPainted(); ///< once, after the first frame
    void quitAsked();

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void connectServices();
    void connectParts();
    void restoreState();
    void applyPreferences();
    void onFileOpened(const trace::TraceId &first, int count, const QStringList &issues);
    void onShown(PageKind kind);
    QList<QWidget *> panes() const;

    WindowServices m_services;
    ActionRegistry m_actions;
    Toolkit m_toolkit;
    Rail *m_rail = nullptr;
    PageStack *m_pages = nullptr;
    NoticeArea *m_notices = nullptr;
    StatusBar *m_status = nullptr;
    Palette *m_palette = nullptr; ///< null until it is first shown
    NoteLine *m_note = nullptr;
    bool m_painted = false;
};

} // namespace ui
