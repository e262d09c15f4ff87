// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/page.h"
#include "ui/shell/toolkit.h"

#include <QtCore/QTimer>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
QT_END_NAMESPACE

namespace chat {
class ConversationBook;
}
namespace services {
class GatewayExplorer;
}
namespace settings {
class Settings;
}

namespace ui {

class Banner;
class ElidedLabel;
class EmptyState;
class FigureRow;
class GatewayDetail;
class GatewayModel;
class GatewayTree;
class Pill;

/// Services, routes, plugins and models as Kong's Admin API tells them; read again when shown, every 30 s, and when asked.
class GatewayPage : public Page
{
    Q_OBJECT

public:
    struct Services
    {
        services::GatewayExplorer *explorer = nullptr;
        settings::Settings *settings = nullptr;
        chat::ConversationBook *conversations = nullptr;
    };

    GatewayPage(const Services &services, const Toolkit &toolkit, QWidget *parent = nullptr);

    QString title() const override;
    QList<QWidget *> panes() const override;
    void enter() override;
    void setNarrow(bool narrow, bool overlayInspector) override;
    void findHere() override;
    void toggleInspector() override;
    void reload() override;
    bool closeTop() override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &state) override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makePicture();
    QWidget *makeLists();
    QWidget *makeNotSetUp();
    QWidget *makeFailed();
    void connectParts();
    void refresh();
    void showHead();
    void showBanners();
    void showNodes();
    void unfold(); ///< as a person first sees it
    void showCurrent();
    void chatWith(const QString &model);
    bool hasPicture() const;

    Services m_services;
    Toolkit m_toolkit;
    GatewayModel *m_model;
    QSortFilterProxyModel *m_filtered;
    ElidedLabel *m_name;
    Pill *m_state;
    ElidedLabel *m_facts;
    QLineEdit *m_filter;
    QPushButton *m_reload;
    FigureRow *m_figures;
    Banner *m_stale;
    Banner *m_problems;
    GatewayTree *m_tree;
    GatewayDetail *m_detail;
    QSplitter *m_splitter;
    QStackedWidget *m_stack;
    EmptyState *m_failed;
    QTimer m_again;
};

} // namespace ui
