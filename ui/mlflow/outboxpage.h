// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/records.h"
#include "ui/shell/page.h"
#include "ui/shell/toolkit.h"

#include <QtCore/QTimer>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QListView;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace mlflow {
class Exporter;
class LocalServer;
}
namespace settings {
class Settings;
}
namespace store {
class Store;
}

namespace ui {

class Banner;
class LocalMlflowBar;
class OutboxModel;
class Pill;

/// What waits for MLflow, why, and when it is tried again.
class OutboxPage : public Page
{
    Q_OBJECT

public:
    struct Services
    {
        store::Store *store = nullptr;
        mlflow::Exporter *exporter = nullptr;
        mlflow::LocalServer *localMlflow = nullptr;
        settings::Settings *settings = nullptr;
        std::function<void()> startLocalMlflow;
    };

    OutboxPage(const Services &services, const Toolkit &toolkit, QWidget *parent = nullptr);

    QString title() const override;
    QList<QWidget *> panes() const override;
    void enter() override;
    void reload() override;
    bool openInMlflow() override;
    void setNarrow(bool narrow, bool overlayInspector) override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeStates();
    QWidget *makeFoot();
    void connectParts();
    void addActions();
    void read();
    void show(const QList<store::OutboxRow> &rows);
    void showStatus();
    void showCurrent();
    std::optional<store::OutboxRow> current() const;
    void retry();
    void restoreExperiment();
    void openTrace();
    void showMenu(const QPoint &at);

    Services m_services;
    Toolkit m_toolkit;
    OutboxModel *m_model;
    Pill *m_state;
    QLabel *m_counts;
    QPushButton *m_withSent;
    QPushButton *m_retryAll;
    Banner *m_banner;
    QListView *m_list;
    QStackedWidget *m_stack;
    QWidget *m_foot = nullptr;
    QLabel *m_reason;
    QPushButton *m_retry;
    QPushButton *m_restore;
    QPushButton *m_trace;
    QPushButton *m_open;
    QTimer m_clock;
    bool m_reading = false;
    bool m_again = false;
};

} // namespace ui
