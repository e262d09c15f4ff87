// SPDX-License-Identifier: Apache-2.0
#include "llm/turnstate.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using llm::TurnState;

class TurnStateTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreTheDesignsWords();
    void namesReadBack();
    void unknownNameIsEmpty();
};

void TurnStateTest::namesAreTheDesignsWords()
{
    QCOMPARE(llm::turnStateName(TurnState::TimedOut), u"timedOut"_s);
    QCOMPARE(llm::turnStateName(TurnState::Interrupted), u"interrupted"_s);
}

void TurnStateTest::namesReadBack()
{
    for (int i = int(TurnState::Running); i <= int(TurnState::Interrupted); ++i) {
        const QString name = llm::turnStateName(TurnState(i));
        QVERIFY(!name.isEmpty());
        QCOMPARE(llm::turnStateFromName(name), std::optional(TurnState(i)));
    }
}

void TurnStateTest::unknownNameIsEmpty()
{
    QVERIFY(!llm::turnStateFromName(u"Done"));
    QVERIFY(!llm::turnStateFromName(u""));
}

QObject *makeTurnStateTest()
{
    return new TurnStateTest;
}

#include "tst_turnstate.moc"
