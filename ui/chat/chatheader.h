// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/chatsession.h"
#include "ui/shell/toolkit.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QStackedWidget;
QT_END_NAMESPACE

namespace ui {

class ElidedLabel;
class IconButton;

/// Name and size of the conversation; the name is edited in place.
class ChatHeader : public QWidget
{
    Q_OBJECT

public:
    explicit ChatHeader(const Toolkit &toolkit, QWidget *parent = nullptr);

    void setSession(chat::ChatSession *session);
    void setNarrow(bool narrow); ///< shows the button for the list
    void setInspectorShown(bool shown);
    void editTitle();

Q_SIGNALS:
    void listAsked();
    void inspectorAsked();
    void removeAsked();

private:
    void prepareTitle();
    void refresh();
    void endEdit();
    void showMenu();

    Toolkit m_toolkit;
    QPointer<chat::ChatSession> m_session;
    IconButton *m_list;
    QStackedWidget *m_stack;
    ElidedLabel *m_title;
    QLineEdit *m_edit;
    QLabel *m_note;
    IconButton *m_more;
    IconButton *m_inspector;
};

} // namespace ui
