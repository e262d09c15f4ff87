// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/shell/toolkit.h"
#include "ui/support/fakenavigator.h"
#include "ui/support/fakeprompts.h"
#include "ui/text/linkquestion.h"

#include <QtWidgets/QWidget>

using namespace Qt::StringLiterals;

/// A link out of a text opens only after a yes, and only where a browser may go.
class LinkQuestionTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void opensAfterYes();
    void staysAfterNo();
    void showsWhatIsHidden();
    void refusesOtherSchemes();
};

namespace {

struct Desk
{
    testsupport::FakePrompts prompts;
    testsupport::FakeNavigator navigator;
    ui::Toolkit toolkit{nullptr, nullptr, &prompts, &navigator};
    QWidget window;
};

} // namespace

void LinkQuestionTest::opensAfterYes()
{
    Desk desk;
    desk.prompts.choice = ui::Prompts::Choice::Action;
    ui::askToOpen(&desk.window, desk.toolkit, u"https://example.org/a?b=c"_s);
    QCOMPARE(desk.prompts.questions.size(), 1);
    QVERIFY(desk.prompts.questions[0].text.contains(u"https://example.org/a?b=c"_s));
    QVERIFY(desk.prompts.questions[0].destructive);
    QCOMPARE(desk.navigator.urls, QList<QUrl>{QUrl(u"https://example.org/a?b=c"_s)});
}

void LinkQuestionTest::staysAfterNo()
{
    Desk desk;
    ui::askToOpen(&desk.window, desk.toolkit, u"https://example.org/"_s);
    QCOMPARE(desk.prompts.questions.size(), 1);
    QVERIFY(desk.navigator.urls.isEmpty());
}

void LinkQuestionTest::showsWhatIsHidden()
{
    Desk desk;
    ui::askToOpen(&desk.window, desk.toolkit, u"https://аррle.com/"_s); // Cyrillic letters
    QVERIFY(desk.prompts.questions[0].text.contains(u"xn--"_s));
}

void LinkQuestionTest::refusesOtherSchemes()
{
    for (const QString &address : {u"file:///etc/passwd"_s, u"javascript:alert(1)"_s, u"data:text/html,x"_s, u"//evil"_s, QString()}) {
        Desk desk;
        desk.prompts.choice = ui::Prompts::Choice::Action;
        ui::askToOpen(&desk.window, desk.toolkit, address);
        QVERIFY2(desk.prompts.questions.isEmpty(), qPrintable(address));
        QVERIFY(desk.navigator.urls.isEmpty());
        QCOMPARE(desk.navigator.notes.size(), 1);
    }
}

QObject *makeLinkQuestionTest()
{
    return new LinkQuestionTest;
}

#include "tst_linkquestion.moc"
