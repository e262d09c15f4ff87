// SPDX-License-Identifier: Apache-2.0
#include "chat/comparesession.h"
#include "support/testmain.h"
#include "ui/support/testwindow.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>

using namespace Qt::StringLiterals;
using testsupport::TestWindow;

class ComparePageTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void targetsComeAndGo();
    void saysWhyNothingRuns();
    void aColumnThatFailsSaysSo();
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

QObject *makeComparePageTest()
{
    return new ComparePageTest;
}

#include "tst_comparepage.moc"
