// SPDX-License-Identifier: Apache-2.0
#include "chat/conversationbook.h"
#include "chat/turnrunner.h"
#include "settings/settings.h"
#include "support/fulldisk.h"
#include "support/testmain.h"
#include "ui/chat/streamgateway.h"
#include "ui/chat/turnbanner.h"
#include "ui/support/testwindow.h"
#include "ui/text/messagelist.h"
#include "ui/trace/tracetreemodel.h"
#include "ui/trace/tracetreeview.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPlainTextEdit>

using namespace Qt::StringLiterals;
using testsupport::StreamGateway;
using testsupport::TestWindow;

/// A chat in the real window: what streams, stops, fails, and the list beside it.
class ChatPageTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void streamsAndShowsTheTrace();
    void sendsWithCtrlEnterByChoice();
    void escStopsAndKeepsTheText();
    void askAgainReplacesTheReply();
    void refusalShowsACard();
    void cutKeepsTheText();
    void kongsModelInOneClick();
    void upBringsTheLastPrompt();
    void deleteAsks();
    void renamesInPlace();
    void searchNarrowsTheList();
    void exampleFillsTheField();
    void unsavedReplyIsSavedByItsButton();

private:
    /// The window with this gateway behind it, ready to write.
    static void open(TestWindow &test, const StreamGateway &gateway);
    static void send(TestWindow &test, const QString &text);
    static ui::MessageList *messages(const TestWindow &test);
    static chat::ChatSession *session(const TestWindow &test);
    static QString reply(const TestWindow &test)
    {
        return messages(test)->card(messages(test)->count() - 1).content().text;
    }
};

void ChatPageTest::open(TestWindow &test, const StreamGateway &gateway)
{
    settings::Profile profile = test.addProfile(u"kong"_s);
    profile.baseUrl = gateway.baseUrl();
    test.context->settings()->saveProfile(profile);
    test.show();
    test.start();
    QTRY_VERIFY(test.person().sees(u"composerEdit"_s));
    QTRY_COMPARE(test.context->conversations()->entries().size(), 1);
    QTRY_VERIFY(session(test)->sendProblem().isEmpty());
}

chat::ChatSession *ChatPageTest::session(const TestWindow &test)
{
    return test.context->conversations()->open(test.context->conversations()->entries()[0].id);
}

ui::MessageList *ChatPageTest::messages(const TestWindow &test)
{
    return test.window->findChild<ui::MessageList *>(u"messages"_s);
}

void ChatPageTest::send(TestWindow &test, const QString &text)
{
    test.person().type(u"composerEdit"_s, text);
    test.person().press(QKeySequence(Qt::Key_Return));
}

void ChatPageTest::streamsAndShowsTheTrace()
{
    TestWindow test;
    StreamGateway gateway;
    open(test, gateway);
    send(test, u"Hi"_s);
    QTRY_VERIFY(gateway.isStreaming());
    QVERIFY(gateway.requests[0].body.contains("\"Hi\""));
    QTRY_VERIFY(test.person().sees(u"stopButton"_s));
    gateway.send("one ");
    QTRY_COMPARE(reply(test), u"one "_s);
    QVERIFY(messages(test)->card(1).content().growing);
    auto *tree = test.person().find<ui::TraceTreeView>(u"spanTree"_s);
    QTRY_VERIFY(tree && tree->treeModel()->rowCount() >= 2);
    gateway.send("two");
    gateway.finish();
    QTRY_VERIFY(!session(test)->isRunning());
    QTRY_COMPARE(reply(test), u"one two"_s);
    QVERIFY(!messages(test)->card(1).content().growing);
    QTRY_VERIFY(!test.person().sees(u"stopButton"_s));
    QVERIFY(!test.person().sees(u"turnBanner"_s));
    QVERIFY(test.person().find<QPlainTextEdit>(u"composerEdit"_s)->toPlainText().isEmpty());
}

void ChatPageTest::sendsWithCtrlEnterByChoice()
{
    TestWindow test;
    StreamGateway gateway;
    open(test, gateway);
    settings::Preferences preferences = test.context->settings()->preferences();
    preferences.sendWithCtrlEnter = true;
    test.context->settings()->setPreferences(preferences);
    send(test, u"Hi"_s);
    QVERIFY(!session(test)->isRunning());
    test.person().press(QKeySequence(u"Ctrl+Return"_s));
    QVERIFY(session(test)->isRunning());
}

void ChatPageTest::escStopsAndKeepsTheText()
{
    TestWindow test;
    StreamGateway gateway;
    open(test, gateway);
    send(test, u"Hi"_s);
    QTRY_VERIFY(gateway.isStreaming());
    gateway.send("partial");
    QTRY_COMPARE(reply(test), u"partial"_s);
    test.person().press(QKeySequence(Qt::Key_Escape));
    QTRY_VERIFY(!session(test)->isRunning());
    QTRY_VERIFY(!gateway.isStreaming()); // the connection is closed
    QCOMPARE(int(session(test)->turns()[0].state), int(llm::TurnState::Stopped));
    QCOMPARE(reply(test), u"partial"_s);
    QVERIFY(!test.person().sees(u"turnBanner"_s)); // a person's own choice is no failure
}

void ChatPageTest::askAgainReplacesTheReply()
{
    TestWindow test;
    StreamGateway gateway;
    open(test, gateway);
    send(test, u"Hi"_s);
    QTRY_VERIFY(gateway.isStreaming());
    gateway.send("first");
    gateway.finish();
    QTRY_VERIFY(!session(test)->isRunning());
    test.person().press(QKeySequence(Qt::Key_F5));
    QTRY_COMPARE(gateway.requests.size(), 2);
    QTRY_VERIFY(gateway.isStreaming());
    gateway.send("second");
    gateway.finish();
    QTRY_VERIFY(!session(test)->isRunning());
    QTRY_COMPARE(reply(test), u"second"_s);
    QCOMPARE(messages(test)->count(), 2);
    QVERIFY(!gateway.requests[1].body.contains("first"));
}

void ChatPageTest::refusalShowsACard()
{
    TestWindow test;
    StreamGateway gateway;
    gateway.status = 401;
    gateway.refusal = "Unauthorized";
    open(test, gateway);
    send(test, u"Hi"_s);
    QTRY_VERIFY(test.person().sees(u"turnBanner"_s));
    QVERIFY(test.person().find<ui::TurnBanner>(u"turnBanner"_s)->detail().contains(u"401"_s));
    QVERIFY(test.person().sees(u"changeKey"_s));
    gateway.status = 200;
    test.person().click(u"tryAgain"_s);
    QTRY_VERIFY(gateway.isStreaming());
    QTRY_VERIFY(!test.person().sees(u"turnBanner"_s));
}

void ChatPageTest::cutKeepsTheText()
{
    TestWindow test;
    StreamGateway gateway;
    open(test, gateway);
    send(test, u"Hi"_s);
    QTRY_VERIFY(gateway.isStreaming());
    gateway.send("half a");
    QTRY_COMPARE(reply(test), u"half a"_s);
    gateway.cut();
    QTRY_VERIFY(test.person().sees(u"turnBanner"_s));
    QCOMPARE(int(session(test)->turns()[0].state), int(llm::TurnState::Incomplete));
    QCOMPARE(reply(test), u"half a"_s);
}

void ChatPageTest::kongsModelInOneClick()
{
    TestWindow test;
    StreamGateway gateway;
    gateway.status = 400;
    gateway.refusal = "cannot use own model - must be: other";
    open(test, gateway);
    send(test, u"Hi"_s);
    QTRY_VERIFY(test.person().sees(u"useModel"_s));
    gateway.status = 200;
    test.person().click(u"useModel"_s);
    QTRY_VERIFY(gateway.isStreaming());
    QVERIFY(gateway.requests.last().body.contains("\"other\""));
    QCOMPARE(session(test)->options().model, u"other"_s);
}

void ChatPageTest::upBringsTheLastPrompt()
{
    TestWindow test;
    StreamGateway gateway;
    gateway.status = 500;
    open(test, gateway);
    send(test, u"Once"_s);
    QTRY_VERIFY(!session(test)->isRunning());
    test.person().find<QPlainTextEdit>(u"composerEdit"_s)->setFocus();
    test.person().press(QKeySequence(Qt::Key_Up));
    QCOMPARE(test.person().find<QPlainTextEdit>(u"composerEdit"_s)->toPlainText(), u"Once"_s);
}

void ChatPageTest::deleteAsks()
{
    TestWindow test;
    StreamGateway gateway;
    gateway.status = 500;
    open(test, gateway);
    send(test, u"Once"_s);
    QTRY_VERIFY(!session(test)->isRunning());
    const QString id = session(test)->id();
    test.person().find<QListView>(u"conversationList"_s)->setFocus();
    test.person().press(QKeySequence(Qt::Key_Delete));
    QCOMPARE(test.prompts.questions.size(), 1);
    QCOMPARE(session(test)->id(), id);
    test.prompts.choice = ui::Prompts::Choice::Action;
    test.person().press(QKeySequence(Qt::Key_Delete));
    QTRY_VERIFY(session(test)->id() != id); // another chat is there to write in
    QCOMPARE(test.context->conversations()->entries().size(), 1);
    QTRY_VERIFY(test.person().sees(u"emptyChat"_s));
}

void ChatPageTest::renamesInPlace()
{
    TestWindow test;
    StreamGateway gateway;
    open(test, gateway);
    test.person().find<QListView>(u"conversationList"_s)->setFocus();
    test.person().press(QKeySequence(Qt::Key_F2));
    test.person().type(u"titleEdit"_s, u"never"_s);
    test.person().press(QKeySequence(Qt::Key_Escape));
    QTRY_VERIFY(!test.person().sees(u"titleEdit"_s));
    QVERIFY(session(test)->title() != u"never"_s);
    test.person().find<QListView>(u"conversationList"_s)->setFocus();
    test.person().press(QKeySequence(Qt::Key_F2));
    test.person().type(u"titleEdit"_s, u" Orders  of May "_s);
    test.person().press(QKeySequence(Qt::Key_Return));
    QTRY_COMPARE(session(test)->title(), u"Orders of May"_s);
    QTRY_VERIFY(test.window->windowTitle().contains(u"Orders of May"_s));
}

void ChatPageTest::searchNarrowsTheList()
{
    TestWindow test;
    StreamGateway gateway;
    gateway.status = 500;
    open(test, gateway);
    send(test, u"zebra"_s);
    QTRY_VERIFY(!session(test)->isRunning());
    test.person().press(QKeySequence(u"Ctrl+N"_s));
    auto *list = test.person().find<QListView>(u"conversationList"_s);
    QTRY_COMPARE(list->model()->rowCount(), 3); // one day, two chats
    test.person().press(QKeySequence(u"Ctrl+F"_s));
    test.person().type(u"searchChats"_s, u"zebra"_s);
    QTRY_COMPARE(list->model()->rowCount(), 2);
    test.person().press(QKeySequence(Qt::Key_Escape));
    QTRY_COMPARE(list->model()->rowCount(), 3);
}

void ChatPageTest::exampleFillsTheField()
{
    TestWindow test;
    StreamGateway gateway;
    open(test, gateway);
    QTRY_VERIFY(test.person().sees(u"emptyChat"_s));
    test.person().click(u"example0"_s);
    QVERIFY(!test.person().find<QPlainTextEdit>(u"composerEdit"_s)->toPlainText().isEmpty());
    QVERIFY(gateway.requests.isEmpty()); // a person decides whether it is sent
}

void ChatPageTest::unsavedReplyIsSavedByItsButton()
{
    TestWindow test;
    StreamGateway gateway;
    open(test, gateway);
    send(test, u"Hi"_s);
    QTRY_VERIFY(gateway.isStreaming());
    auto full = std::make_unique<testsupport::FullDisk>();
    gateway.send("kept");
    gateway.finish();
    QTRY_VERIFY(test.person().sees(u"saveAgain"_s));
    QCOMPARE(int(session(test)->turns()[0].state), int(llm::TurnState::Done));
    const auto *runner = session(test)->findChild<chat::TurnRunner *>();
    QSignalSpy trying(runner, &chat::TurnRunner::savingAgain);
    test.person().click(u"saveAgain"_s);
    QVERIFY(!trying.isEmpty());
    full.reset();
    QTRY_VERIFY_WITH_TIMEOUT(session(test)->turns()[0].saved, 30000);
    QTRY_VERIFY(!test.person().sees(u"turnBanner"_s));
}

QObject *makeChatPageTest()
{
    return new ChatPageTest;
}

#include "tst_chatpage.moc"
