// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/toolkit.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListView;
QT_END_NAMESPACE

namespace chat {
class ConversationBook;
}
namespace store {
class Store;
}

namespace ui {

class ConversationModel;

/// The chats a person has: search, list by day, new, rename, delete.
class ConversationPane : public QWidget
{
    Q_OBJECT

public:
    ConversationPane(const Toolkit &toolkit, chat::ConversationBook *book, store::Store *store, QWidget *parent = nullptr);

    void setCurrent(const QString &id);
    void focusSearch();

Q_SIGNALS:
    void opened(const QString &id);
    void newAsked();
    void renameAsked(const QString &id);
    void removeAsked(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHead();
    void makeList();
    void search();
    void showFound(const std::optional<QSet<QString>> &ids);
    void select(const QModelIndex &index);
    void showMenu(const QPoint &at);
    QString currentId() const;

    Toolkit m_toolkit;
    store::Store *m_store; ///< not owned
    ConversationModel *m_model;
    QLineEdit *m_search;
    QListView *m_list;
    QLabel *m_none;
    QString m_current;
    QTimer m_delay; ///< a search starts when typing pauses
    bool m_selecting = false;
};

} // namespace ui
