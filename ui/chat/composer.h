// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/chatsession.h"
#include "ui/shell/toolkit.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace settings {
class Settings;
}

namespace ui {

class ComposerEdit;
class ContentModeButton;
class ModelButton;

/// Where the next message is written and what goes with it is chosen. Says why it cannot be sent.
class Composer : public QWidget
{
    Q_OBJECT

public:
    Composer(const Toolkit &toolkit, settings::Settings *settings, QWidget *parent = nullptr);

    void setSession(chat::ChatSession *session);
    void setMaximumShare(int height); ///< it grows to this height, then scrolls
    void setText(const QString &text);
    QString text() const;
    void focusText();
    void openModelMenu();
    void openParameters();

Q_SIGNALS:
    void sendAsked(const QString &text);
    void stopAsked();
    void lastWanted(); ///< Up in the empty field
    void optionsChosen(const chat::ConversationOptions &options);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeButtons();
    void connectParts();
    void send();
    QString problem() const; ///< why Send is off; empty: it is on
    void refresh();
    void refreshHeight();
    void change(const std::function<void(chat::ConversationOptions &)> &edit);

    Toolkit m_toolkit;
    settings::Settings *m_settings; ///< not owned
    QPointer<chat::ChatSession> m_session;
    ComposerEdit *m_edit;
    ModelButton *m_model;
    QPushButton *m_parameters;
    ContentModeButton *m_content;
    QLabel *m_why;
    QPushButton *m_stop;
    QPushButton *m_send;
    int m_maximum = 240;
};

} // namespace ui
