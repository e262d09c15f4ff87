// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/page.h"
#include "ui/shell/toolkit.h"

#include <QtCore/QBasicTimer>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;
QT_END_NAMESPACE

namespace chat {
class CompareSession;
}
namespace mlflow {
class Exporter;
}
namespace settings {
class Settings;
}
namespace store {
class Store;
}

namespace ui {

class CompareColumn;
class ComparePrompt;
class ResultsModel;
class ResultsTable;
class TracePanel;

/// One prompt to two to four models side by side, their numbers in a table below, the trace of one of them beside.
class ComparePage : public Page
{
    Q_OBJECT

public:
    struct Services
    {
        chat::CompareSession *session = nullptr;
        settings::Settings *settings = nullptr;
        store::Store *store = nullptr;
        mlflow::Exporter *exporter = nullptr;
    };

    ComparePage(const Services &services, const Toolkit &toolkit, QWidget *parent = nullptr);

    QString title() const override;
    QList<QWidget *> panes() const override;
    void enter() override;
    void setNarrow(bool narrow, bool overlayInspector) override;
    void toggleInspector() override;
    void reload() override;
    bool openInMlflow() override;
    bool closeTop() override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &state) override;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeBody();
    QWidget *makeEmpty();
    QWidget *makeResults();
    void connectParts();
    void addActions();
    void rebuild();
    void addColumn(int index);
    void refresh();
    void fillTargets();
    void addTarget();
    void removeTarget(int column);
    void chooseModel(int column, const QString &profileId, const QString &model);
    void run();
    void onRunning();
    void onEnded(int column);
    void tick();
    void showColumns();
    void showTrace(int column);
    void showFigures();

    Services m_services;
    Toolkit m_toolkit;
    ResultsModel *m_results;
    QLabel *m_note;
    QPushButton *m_system;
    QPushButton *m_add;
    ComparePrompt *m_prompt;
    QTabBar *m_tabs;
    QSplitter *m_columnsSplitter;
    ResultsTable *m_table;
    TracePanel *m_trace;
    QSplitter *m_splitter;
    QStackedWidget *m_stack;
    QList<CompareColumn *> m_columns;
    QBasicTimer m_tick;
    int m_traced = -1; ///< whose trace is shown
    bool m_narrow = false;
};

} // namespace ui
