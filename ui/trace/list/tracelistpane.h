// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/ids.h"
#include "ui/shell/toolkit.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace store {
class Store;
}

namespace ui {

class Banner;
class TraceListModel;

/// All stored traces, newest first, and the search through them.
class TraceListPane : public QWidget
{
    Q_OBJECT

public:
    TraceListPane(const Toolkit &toolkit, store::Store *store, QWidget *parent = nullptr);

    TraceListModel *model() const { return m_model; }
    void setCurrent(const trace::TraceId &id);
    void focusSearch();
    void step(int by); ///< next or previous trace

Q_SIGNALS:
    void opened(const trace::TraceId &id);
    void fileAsked();
    void mlflowAsked();
    void removeAsked(const trace::TraceId &id);
    void detailAsked(); ///< Enter

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeStates();
    void connectParts();
    void refresh();
    void search();

    Toolkit m_toolkit;
    TraceListModel *m_model;
    QLabel *m_count;
    QLineEdit *m_search;
    QPushButton *m_new;
    Banner *m_banner;
    QStackedWidget *m_stack;
    QListView *m_list;
    QTimer m_delay;
    std::optional<trace::TraceId> m_current;
    bool m_selecting = false;
};

} // namespace ui
