// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/conversationbook.h"
#include "ui/shell/page.h"
#include "ui/shell/toolkit.h"

QT_BEGIN_NAMESPACE
class QSplitter;
class QStackedWidget;
QT_END_NAMESPACE

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

class ChatHeader;
class ChatView;
class Composer;
class ConversationPane;
class TracePanel;
class TraceStrip;

/// The chats: list, messages, composer, and the live trace beside them.
class ChatPage : public Page
{
    Q_OBJECT

public:
    struct Services
    {
        settings::Settings *settings = nullptr;
        store::Store *store = nullptr;
        chat::ConversationBook *conversations = nullptr;
        mlflow::Exporter *exporter = nullptr;
    };

    ChatPage(const Services &services, const Toolkit &toolkit, QWidget *parent = nullptr);
    ~ChatPage() override;

    QString title() const override;
    QList<QWidget *> panes() const override;
    void enter() override;
    void setNarrow(bool narrow, bool overlayInspector) override;
    void openItem(const QString &id) override;
    void startNew() override;
    void findHere() override;
    void toggleList() override;
    void toggleInspector() override;
    void reload() override;
    bool openInMlflow() override;
    bool closeTop() override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &state) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeCentre();
    QWidget *makeEmpty();
    void connectParts();
    void addActions();
    void open(chat::ChatSession *session);
    void openFirst();
    QString firstOther(const chat::ChatSession *session) const;
    void takeProfile();
    chat::ConversationOptions freshOptions() const;
    void send(const QString &text);
    void useModel(const QString &model);
    void askRemove(const QString &id);
    void showTrace();
    void showFigures();
    void sizePanes();
    void placePanes();
    void showInspector(bool shown);
    bool isInspectorShown() const;

    Services m_services;
    Toolkit m_toolkit;
    ConversationPane *m_pane;
    ChatHeader *m_header;
    ChatView *m_view;
    QStackedWidget *m_stack;
    Composer *m_composer;
    TracePanel *m_inspector;
    TraceStrip *m_strip;
    QSplitter *m_splitter;
    QWidget *m_composerPane = nullptr;
    chat::ChatSession *m_session = nullptr; ///< owned by the book
    bool m_narrow = false;
    bool m_overlay = false;
    bool m_wantInspector = true; ///< in a wide window
    bool m_sized = false; ///< the panes have got their first sizes
};

} // namespace ui
