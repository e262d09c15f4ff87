// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/text/messagelist.h"
#include "ui/widgets/theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QScreen>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

using namespace Qt::StringLiterals;
using ui::MessageContent;
using ui::MessageList;

/// A chat as a person reads it: it follows its end only while they are there, holds still otherwise, and does nothing by itself.
class MessageListTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void followsWhileAtTheEnd();
    void holdsStillWhileScrolledUp();
    void paintsOnlyTheEndYetAll();
    void leavesNothingOfAReplyThatGetsShorter();
    void staysWhereItIsWhenTheWindowComesBack();
    void toEndFollowsAgain();
    void keysMoveFromMessageToMessage();
    void selectsByMouseAndCopies();
    void copiesCodeByItsButton();
    void linksAreOnlyToldOf();
    void reasoningUnfolds();
    void menuOffersCopies();
    void attachmentStandsBelow();
    void firstLayoutShowsTheEndOfALongChat();
    void removedMessagesLeaveNoTrace();

protected:
    void prepare() override;

private:
    void fill(int messages);
    static MessageContent message(const QString &text, bool growing = false);

    ui::Theme m_theme;
    std::unique_ptr<MessageList> m_list;
};

void MessageListTest::prepare()
{
    m_list = std::make_unique<MessageList>(&m_theme, ui::ReadingStyle::Size::Reading);
    m_list->resize(640, 400);
    m_list->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_list.get()));
}

MessageContent MessageListTest::message(const QString &text, bool growing)
{
    MessageContent content;
    content.author = u"model"_s;
    content.time = u"14:02:11"_s;
    content.text = text;
    content.growing = growing;
    return content;
}

void MessageListTest::fill(int messages)
{
    for (int i = 0; i < messages; ++i)
        m_list->insert(i, message(u"Message %1\n\n"_s.arg(i) + u"some words of a reply that wraps. "_s.repeated(12)));
}

void MessageListTest::followsWhileAtTheEnd()
{
    fill(10);
    QScrollBar *bar = m_list->verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    QString text;
    for (int i = 0; i < 60; ++i) {
        text += u"More words come in.\n\n"_s;
        m_list->setContent(9, message(text, true));
        QCOMPARE(bar->value(), bar->maximum());
    }
    QVERIFY(m_list->isAtEnd());
    QVERIFY(!m_list->findChild<QPushButton *>(u"toEndButton"_s)->isVisible());
}

void MessageListTest::holdsStillWhileScrolledUp()
{
    fill(20);
    QScrollBar *bar = m_list->verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    QVERIFY(!m_list->isAtEnd());
    const QImage before = m_list->viewport()->grab().toImage();
    const int value = bar->value();
    for (int i = 0; i < 20; ++i)
        m_list->setContent(19, message(u"longer and longer\n\n"_s.repeated(10 + i), true));
    QCOMPARE(bar->value(), value);
    QCOMPARE(m_list->viewport()->grab().toImage(), before);
}

/// What a growing reply leaves on the screen, painted piece by piece, is what painting everything would give.
void MessageListTest::paintsOnlyTheEndYetAll()
{
    fill(3);
    const QString reply = u"Some words first, then *more* of them, enough to fill two lines or even three of this view.\n\n"
                          "## A heading\n\n- one\n- two with `code`\n  - deeper\n\n> quoted\n>\n> and again\n\n"
                          "```python\ndef f(x):\n    return x\n\nprint(f(1))\n```\n\n"
                          "| a | b |\n|---|---|\n| 1 | 2 |\n| long cell | 4 |\n\n1. first\n2. second\n\nThe end of it all.\n\n"_s;
    const QString text = reply + reply;
    m_list->insert(3, message(QString(), true));
    for (qsizetype length = 0; length < text.size(); length += 9) {
        MessageContent content = message(text.left(length), length + 9 < text.size());
        content.figures = {{{}, ui::Colour::TextSecondary, u"%1 tok/s"_s.arg(length / 100), {}}};
        m_list->setContent(3, content);
        const auto onScreen = [this] { return m_list->screen()->grabWindow(m_list->winId()).toImage(); };
        QTRY_COMPARE(onScreen(), m_list->grab().toImage().convertToFormat(onScreen().format()));
    }
}

/// A link's address wraps over lines until its bracket closes.
void MessageListTest::leavesNothingOfAReplyThatGetsShorter()
{
    const auto onScreen = [this] { return m_list->screen()->grabWindow(m_list->winId()).toImage(); };
    const QString open = u"See [this](https://example.com/"_s + u"a-long-address/"_s.repeated(30);
    m_list->insert(0, message(QString(), true));
    for (const QString &text : {u"See"_s, open, open + u")"_s, open + u") now"_s}) {
        MessageContent content = message(text, true);
        content.figures = {{{}, ui::Colour::TextSecondary, u"1 tok/s"_s, {}}};
        m_list->setContent(0, content);
        QTRY_COMPARE(onScreen(), m_list->grab().toImage().convertToFormat(onScreen().format()));
    }
}

void MessageListTest::staysWhereItIsWhenTheWindowComesBack()
{
    m_list->insert(0, message(u"A long reply.\n\n"_s.repeated(100), true));
    QFocusEvent back(QEvent::FocusIn, Qt::ActiveWindowFocusReason);
    QCoreApplication::sendEvent(m_list.get(), &back);
    QVERIFY(m_list->isAtEnd());
    QCOMPARE(m_list->current(), -1);
}

void MessageListTest::toEndFollowsAgain()
{
    fill(20);
    QScrollBar *bar = m_list->verticalScrollBar();
    QTest::keyClick(m_list.get(), Qt::Key_PageUp);
    QTest::keyClick(m_list.get(), Qt::Key_PageUp);
    auto *button = m_list->findChild<QPushButton *>(u"toEndButton"_s);
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(m_list->isAtEnd());
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(!button->isVisible());
}

void MessageListTest::keysMoveFromMessageToMessage()
{
    fill(8);
    QSignalSpy moved(m_list.get(), &MessageList::currentChanged);
    QTest::keyClick(m_list.get(), Qt::Key_Home);
    QCOMPARE(m_list->current(), 0);
    QCOMPARE(m_list->verticalScrollBar()->value(), 0);
    QTest::keyClick(m_list.get(), Qt::Key_Down);
    QTest::keyClick(m_list.get(), Qt::Key_Down);
    QCOMPARE(m_list->current(), 2);
    QTest::keyClick(m_list.get(), Qt::Key_Up);
    QCOMPARE(m_list->current(), 1);
    QVERIFY(m_list->accessibleDescription().contains(u"Message 1"_s));
    QTest::keyClick(m_list.get(), Qt::Key_End);
    QCOMPARE(m_list->current(), 7);
    QVERIFY(m_list->isAtEnd());
    QCOMPARE(moved.size(), 5);
    QTest::keySequence(m_list.get(), QKeySequence::Copy);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Message 7"_s));
}

void MessageListTest::selectsByMouseAndCopies()
{
    m_list->insert(0, message(u"The quick brown fox"_s));
    const QPoint line(34, 46);
    QTest::mousePress(m_list->viewport(), Qt::LeftButton, {}, line);
    QTest::mouseMove(m_list->viewport(), line + QPoint(2, 0));
    QMouseEvent move(QEvent::MouseMove, QPointF(600, 46), m_list->viewport()->mapToGlobal(QPointF(600, 46)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_list->viewport(), &move);
    QTest::mouseRelease(m_list->viewport(), Qt::LeftButton, {}, QPoint(600, 46));
    QCOMPARE(m_list->selectedText(), u"The quick brown fox"_s);
    QTest::keySequence(m_list.get(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"The quick brown fox"_s);
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, line);
    QVERIFY(m_list->selectedText().isEmpty());
    QTest::mouseDClick(m_list->viewport(), Qt::LeftButton, {}, line);
    QCOMPARE(m_list->selectedText(), u"The"_s);
}

void MessageListTest::copiesCodeByItsButton()
{
    m_list->insert(0, message(u"```sql\nSELECT 1;\n```"_s));
    QSignalSpy copied(m_list.get(), &MessageList::copied);
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, QPoint(640 - 32 - 30, 50));
    QCOMPARE(copied.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"SELECT 1;"_s);
}

void MessageListTest::linksAreOnlyToldOf()
{
    m_list->insert(0, message(u"[click me please](https://example.org/?q=1)"_s));
    QSignalSpy links(m_list.get(), &MessageList::linkActivated);
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, QPoint(40, 46));
    QCOMPARE(links.size(), 1);
    QCOMPARE(links[0][0].toString(), u"https://example.org/?q=1"_s);
}

void MessageListTest::reasoningUnfolds()
{
    MessageContent content = message(u"The answer"_s);
    MessageContent::Extra reasoning;
    reasoning.title = u"Reasoning"_s;
    reasoning.text = u"thinking, thinking\n\n"_s.repeated(5);
    reasoning.folded = true;
    content.before.append(reasoning);
    m_list->insert(0, content);
    const double folded = m_list->card(0).height();
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, QPoint(60, 50));
    QVERIFY(m_list->card(0).height() > folded + 50);
    // The person's choice stays while more comes.
    content.text += u" grows"_s;
    m_list->setContent(0, content);
    QVERIFY(m_list->card(0).height() > folded + 50);
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, QPoint(60, 50));
    QCOMPARE(m_list->card(0).height(), folded);
}

void MessageListTest::menuOffersCopies()
{
    m_list->insert(0, message(u"Text [l](https://example.org/&x)\n\n```py\na & b\n```"_s));
    m_list->setCurrent(0);
    const QPoint at(10, 10);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, m_list->viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(m_list->viewport(), &event);
    auto *menu = m_list->findChild<QMenu *>(u"messageMenu"_s);
    QVERIFY(menu);
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts.append(action->text());
    QCOMPARE(texts, (QStringList{u"Copy message"_s, u"Copy py: a && b"_s, u"Open https://example.org/&&x"_s}));
    menu->actions().at(1)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a & b"_s);
    menu->close();
}

void MessageListTest::attachmentStandsBelow()
{
    fill(2);
    auto *banner = new QPushButton(u"banner"_s);
    m_list->setAttachment(1, banner);
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->x(), 32);
    QVERIFY(banner->y() > 50);
    const int y = banner->y();
    m_list->insert(2, message(u"after"_s));
    m_list->verticalScrollBar()->setValue(0);
    QVERIFY(banner->y() >= y);
    QPointer<QWidget> gone(banner);
    m_list->clear();
    QTRY_VERIFY(!gone);
}

void MessageListTest::firstLayoutShowsTheEndOfALongChat()
{
    for (int i = 0; i < 600; ++i)
        m_list->insert(i, message(u"Reply %1 "_s.arg(i) + u"with some words in it. "_s.repeated(i % 40)));
    m_list->scrollToEnd();
    QScrollBar *bar = m_list->verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    QTest::keyClick(m_list.get(), Qt::Key_Home);
    QCOMPARE(bar->value(), 0);
    QTest::keyClick(m_list.get(), Qt::Key_End);
    QCOMPARE(bar->value(), bar->maximum());
}

void MessageListTest::removedMessagesLeaveNoTrace()
{
    fill(5);
    m_list->setCurrent(4);
    m_list->remove(4);
    QCOMPARE(m_list->count(), 4);
    QCOMPARE(m_list->current(), 3);
    m_list->clear();
    QCOMPARE(m_list->count(), 0);
    QCOMPARE(m_list->verticalScrollBar()->maximum(), 0);
    QTest::keyClick(m_list.get(), Qt::Key_Down);
    QTest::keySequence(m_list.get(), QKeySequence::Copy);
}

QObject *makeMessageListTest()
{
    return new MessageListTest;
}

#include "tst_messagelist.moc"
