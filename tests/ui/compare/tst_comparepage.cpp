// SPDX-License-Identifier: Apache-2.0
#include "chat/comparesession.h"
#include "settings/settings.h"
#include "store/store.h"
#include "support/testmain.h"
#include "ui/support/testwindow.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using testsupport::TestWindow;

class ComparePageTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void targetsComeAndGo();
    void saysWhyNothingRuns();
    void aColumnThatFailsSaysSo();
    void columnsSayWhatWillCome();
    void contentModeStandsBesideRun();
};

void ComparePageTest::targetsComeAndGo()
{
    TestWindow test;
    test.addProfile(u"kong-test"_s);
    test.show();
    test.window->showPage(ui::PageKind::Compare);
    const testsupport::Person person = test.person();
    QTRY_VERIFY(person.sees(u"compareColumnB"_s));
    QVERIFY(!person.sees(u"removeTargetB"_s));
    person.click(u"addTarget"_s);
    QTRY_VERIFY(person.sees(u"compareColumnC"_s));
    person.click(u"addTarget"_s);
    QTRY_VERIFY(person.sees(u"compareColumnD"_s));
    QCOMPARE(test.context->compare()->targets().size(), 4);
    person.click(u"removeTargetB"_s);
    QTRY_VERIFY(!person.sees(u"compareColumnD"_s));
    QCOMPARE(test.context->compare()->targets().size(), 3);
}

void ComparePageTest::saysWhyNothingRuns()
{
    TestWindow test;
    test.addProfile(u"kong-test"_s);
    test.show();
    test.window->showPage(ui::PageKind::Compare);
    const testsupport::Person person = test.person();
    person.click(u"runCompare"_s);
    QVERIFY(!person.find<QLabel>(u"compareHint"_s)->text().isEmpty());
    QVERIFY(!test.context->compare()->isRunning());
}

void ComparePageTest::aColumnThatFailsSaysSo()
{
    TestWindow test;
    const settings::Profile profile = test.addProfile(u"kong-test"_s);
    test.show();
    test.start();
    chat::CompareSession *session = test.context->compare();
    test.window->showPage(ui::PageKind::Compare);
    session->setTargets({{profile.id, u"gpt-4o"_s}, {profile.id, u"gpt-4o"_s}});
    const testsupport::Person person = test.person();
    auto *prompt = person.find<QPlainTextEdit>(u"comparePrompt"_s);
    QVERIFY(prompt);
    prompt->setPlainText(u"Hello"_s);
    prompt->setFocus();
    person.press(QKeySequence(u"Ctrl+Return"_s));
    QTRY_VERIFY(person.sees(u"turnBanner"_s));
    QTRY_VERIFY(!session->isRunning());
    QCOMPARE(int(session->turn(0)->state), int(llm::TurnState::Failed));
    QVERIFY(person.sees(u"traceColumnA"_s));
}

void ComparePageTest::columnsSayWhatWillCome()
{
    TestWindow test;
    const settings::Profile profile = test.addProfile(u"kong-test"_s); // it lists one model, so B has none yet
    test.show();
    test.window->showPage(ui::PageKind::Compare);
    const testsupport::Person person = test.person();
    const auto says = [&person](const QString &column, const QString &words) {
        const auto labels = person.find<QWidget>(column)->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&words](const QLabel *label) { return label->text().contains(words); });
    };
    QTRY_VERIFY(person.sees(u"compareEmptyColumnA"_s));
    QVERIFY(says(u"compareEmptyColumnA"_s, u"reply comes here"_s));
    QVERIFY(says(u"compareEmptyColumnB"_s, u"No model"_s));
    chat::CompareSession *session = test.context->compare();
    session->setTargets({{profile.id, u"gpt-4o"_s}, {profile.id, u"gpt-4o"_s}});
    QTRY_VERIFY(says(u"compareEmptyColumnB"_s, u"reply comes here"_s));
    test.start();
    person.find<QPlainTextEdit>(u"comparePrompt"_s)->setPlainText(u"Hello"_s);
    person.click(u"runCompare"_s);
    QTRY_VERIFY(person.sees(u"compareReplyA"_s));
    QVERIFY(!person.sees(u"compareEmptyColumnA"_s));
    QTRY_VERIFY(!session->isRunning());
}

void ComparePageTest::contentModeStandsBesideRun()
{
    TestWindow test;
    settings::Profile profile = test.addProfile(u"kong-test"_s);
    profile.mlflow.url = u"http://127.0.0.1:9"_s;
    test.context->settings()->saveProfile(profile);
    test.show();
    test.window->showPage(ui::PageKind::Compare);
    const testsupport::Person person = test.person();
    chat::CompareSession *session = test.context->compare();
    session->setTargets({{profile.id, u"gpt-4o"_s}, {profile.id, u"gpt-4o"_s}});
    const auto *button = person.find<QPushButton>(u"compareContent"_s);
    QVERIFY(button->accessibleName().contains(u"Everything leaves"_s));
    // Of several profiles the one that sends most speaks, wherever it stands.
    settings::Profile silent = profile;
    silent.id = u"silent"_s;
    silent.content = settings::ContentMode::Nothing;
    test.context->settings()->saveProfile(silent);
    session->setTargets({{silent.id, u"gpt-4o"_s}, {silent.id, u"gpt-4o"_s}});
    QTRY_VERIFY(button->accessibleName().contains(u"Nothing leaves"_s));
    for (const auto &[first, second] : {std::pair(silent.id, profile.id), std::pair(profile.id, silent.id)}) {
        session->setTargets({{first, u"gpt-4o"_s}, {second, u"gpt-4o"_s}});
        QTRY_VERIFY(button->accessibleName().contains(u"Everything leaves"_s));
    }
    session->setTargets({{profile.id, u"gpt-4o"_s}, {profile.id, u"gpt-4o"_s}});
    person.click(u"compareContent"_s);
    QMenu *menu = test.window->findChild<QMenu *>(u"contentModeMenu"_s);
    QVERIFY(menu && menu->geometry().top() >= button->mapToGlobal(QPoint()).y()); // not over the edge of the window
    menu->setActiveAction(menu->actions().last());
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_VERIFY(session->content() == settings::ContentMode::Nothing);
    QVERIFY(button->accessibleName().contains(u"Nothing leaves"_s));
    person.find<QPlainTextEdit>(u"comparePrompt"_s)->setPlainText(u"Hello"_s);
    person.click(u"runCompare"_s);
    QTRY_VERIFY(session->turn(0) && !session->isRunning());
    QTRY_VERIFY(session->turn(0)->saved);
    const auto waits = test.context->store()->outboxOf(session->turn(0)->traceId);
    QTRY_VERIFY(waits.isFinished());
    QVERIFY(waits.result() && !*waits.result()); // it was never meant to leave
}

QObject *makeComparePageTest()
{
    return new ComparePageTest;
}

#include "tst_comparepage.moc"
