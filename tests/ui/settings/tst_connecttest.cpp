// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/settings/connecttest.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/theme.h"

using namespace Qt::StringLiterals;

class ConnectTestTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void takesItsOwnAnswerOnce();
    void lateAnswerOfAnotherFormIsNotIts();

private:
    ui::Theme m_theme;
};

void ConnectTestTest::takesItsOwnAnswerOnce()
{
    ui::ConnectTest test(&m_theme, u"Test"_s, u"test"_s, u"report"_s);
    QVERIFY(!test.takeAnswer(0));
    test.begin(7, u"Connecting"_s);
    QVERIFY(!test.takeAnswer(6));
    QVERIFY(test.takeAnswer(7));
    QVERIFY(!test.takeAnswer(7));
}

void ConnectTestTest::lateAnswerOfAnotherFormIsNotIts()
{
    ui::ConnectTest test(&m_theme, u"Test"_s, u"test"_s, u"report"_s);
    test.begin(1, u"Connecting"_s);
    test.clear(); // the form changed
    QVERIFY(test.report()->isHidden());
    test.begin(2, u"Connecting"_s);
    QVERIFY(!test.takeAnswer(1));
    QVERIFY(test.takeAnswer(2));
}

QObject *makeConnectTestTest()
{
    return new ConnectTestTest;
}

#include "tst_connecttest.moc"
