// SPDX-License-Identifier: Apache-2.0
#include "app/store/samples.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using namespace storetest;

class TurnsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldSurvives();
    void orderIsByPosition();
    void commitEndsTheTurn();
    void commitNeedsNoBegin();
    void callsOutsideAConversationAreKept();
    void updateChangesTheTurn();
    void statesSurvive_data();
    void statesSurvive();
    void ownRunningTurnsAreNotInterrupted();
    void deadRunningTurnsComeWithTheirJournal();
    void journalOfManyStreamsIsOneBatch();
    void ownerIsFilledIn();

protected:
    void prepare() override
    {
        m_home = std::make_unique<Home>();
        QVERIFY(m_home->open());
    }

private:
    store::Store &store() const { return *m_home->operator->(); }
    QList<store::TurnRecord> turns(const QString &id = u"conversation-1"_s) const
    {
        return store().turns(id).result().value();
    }
    static store::TurnRecord deadTurn(const QString &id)
    {
        store::TurnRecord turn = runningTurn(id);
        turn.owner.startTicks -= 1;
        return turn;
    }

    std::unique_ptr<Home> m_home;
};

void TurnsTest::everyFieldSurvives()
{
    store::TurnRecord turn = finishedTurn();
    turn.details.insert(u"long"_s, base::Json(u"text "_s.repeated(1000)));
    QVERIFY(store().commitTurn(turn, sampleTrace(), std::nullopt).result().has_value());
    QVERIFY(m_home->open());
    QCOMPARE(turns().size(), 1);
    const store::TurnRecord read = turns().first();
    QCOMPARE(read.id, turn.id);
    QCOMPARE(read.conversationId, turn.conversationId);
    QCOMPARE(read.position, turn.position);
    QVERIFY(read.traceId == turn.traceId);
    QCOMPARE(read.state, llm::TurnState::Done);
    QVERIFY(read.owner == turn.owner);
    QCOMPARE(read.created.time_since_epoch().count(), 1790000000123456789);
    QCOMPARE(read.model, turn.model);
    QCOMPARE(read.prompt, turn.prompt);
    QCOMPARE(read.replyText, turn.replyText);
    QVERIFY(read.details == turn.details);
}

void TurnsTest::orderIsByPosition()
{
    for (int position : {3, 1, 2}) {
        store::TurnRecord turn = finishedTurn(QString::number(position));
        turn.position = position;
        store().commitTurn(turn, sampleTrace(), std::nullopt).waitForFinished();
    }
    QStringList ids;
    for (const store::TurnRecord &turn : turns())
        ids.append(turn.id);
    QCOMPARE(ids, QStringList({u"1"_s, u"2"_s, u"3"_s}));
}

void TurnsTest::commitEndsTheTurn()
{
    QVERIFY(store().beginTurn(deadTurn(u"turn-1"_s)).result().has_value());
    QCOMPARE(turns().first().state, llm::TurnState::Running);
    QVERIFY(store().appendJournal({{u"turn-1"_s, "bytes"}}).result().has_value());
    QVERIFY(store().commitTurn(finishedTurn(u"turn-1"_s), sampleTrace(), std::nullopt).result().has_value());
    QCOMPARE(turns().size(), 1);
    QCOMPARE(turns().first().state, llm::TurnState::Done);
    // The journal went with it: were the turn to run again, it would begin with nothing.
    store().beginTurn(deadTurn(u"turn-1"_s)).waitForFinished();
    const auto interrupted = store().interruptedTurns().result().value();
    QCOMPARE(interrupted.size(), 1);
    QVERIFY(interrupted.first().journal.isEmpty());
}

void TurnsTest::commitNeedsNoBegin()
{
    QVERIFY(store().commitTurn(finishedTurn(u"only"_s), sampleTrace(), draft()).result().has_value());
    QCOMPARE(turns().first().id, u"only"_s);
}

void TurnsTest::callsOutsideAConversationAreKept()
{
    QVERIFY(store().commitTurn(finishedTurn(u"cli"_s, {}), sampleTrace(), draft()).result().has_value());
    QCOMPARE(turns({}).size(), 1);
    QVERIFY(turns().isEmpty());
    QVERIFY(store().searchConversations(u"rayleigh"_s).result().value().isEmpty());
}

void TurnsTest::updateChangesTheTurn()
{
    store::TurnRecord turn = finishedTurn();
    store().commitTurn(turn, sampleTrace(), std::nullopt).waitForFinished();
    turn.replyText = u"changed"_s;
    QVERIFY(store().updateTurn(turn).result().has_value());
    QCOMPARE(turns().size(), 1);
    QCOMPARE(turns().first().replyText, u"changed"_s);
}

void TurnsTest::statesSurvive_data()
{
    using llm::TurnState;
    QTest::addColumn<llm::TurnState>("state");
    for (const TurnState state : {TurnState::Done, TurnState::Stopped, TurnState::Incomplete, TurnState::TimedOut,
                                  TurnState::Failed, TurnState::Interrupted})
        QTest::addRow("%s", qPrintable(llm::turnStateName(state))) << state;
}

void TurnsTest::statesSurvive()
{
    QFETCH(const llm::TurnState, state);
    store::TurnRecord turn = finishedTurn();
    turn.state = state;
    store().commitTurn(turn, sampleTrace(), std::nullopt).waitForFinished();
    QCOMPARE(turns().first().state, state);
}

void TurnsTest::ownRunningTurnsAreNotInterrupted()
{
    store().beginTurn(runningTurn(u"mine"_s)).waitForFinished();
    QVERIFY(store().interruptedTurns().result().value().isEmpty());
}

void TurnsTest::deadRunningTurnsComeWithTheirJournal()
{
    store().beginTurn(deadTurn(u"first"_s)).waitForFinished();
    store().beginTurn(runningTurn(u"mine"_s)).waitForFinished();
    store().beginTurn(deadTurn(u"second"_s)).waitForFinished();
    store().appendJournal({{u"first"_s, "a1"}, {u"second"_s, QByteArray("b\0", 2)}}).waitForFinished();
    store().appendJournal({{u"first"_s, "a2"}}).waitForFinished();
    const auto interrupted = store().interruptedTurns().result().value();
    QCOMPARE(interrupted.size(), 2);
    QCOMPARE(interrupted.at(0).turn.id, u"first"_s);
    QCOMPARE(interrupted.at(0).journal, QList<QByteArray>({"a1", "a2"}));
    QCOMPARE(interrupted.at(1).turn.id, u"second"_s);
    QCOMPARE(interrupted.at(1).journal, QList<QByteArray>({QByteArray("b\0", 2)}));
    QVERIFY2(store().interruptedTurns().result().value().isEmpty(), "they are this process's own now");
}

void TurnsTest::journalOfManyStreamsIsOneBatch()
{
    QList<std::pair<QString, QByteArray>> batch;
    for (int i = 0; i < 64; ++i) {
        store().beginTurn(deadTurn(QString::number(i))).waitForFinished();
        batch.append({QString::number(i), QByteArray::number(i)});
    }
    batch.append({u"unknown"_s, "left out"});
    QVERIFY(store().appendJournal(batch).result().has_value());
    QVERIFY(store().appendJournal({}).result().has_value());
    const auto interrupted = store().interruptedTurns().result().value();
    QCOMPARE(interrupted.size(), 64);
    for (const store::InterruptedTurn &turn : interrupted)
        QCOMPARE(turn.journal, QList<QByteArray>({turn.turn.id.toUtf8()}));
}

void TurnsTest::ownerIsFilledIn()
{
    store::TurnRecord turn = runningTurn(u"nobody"_s);
    turn.owner = {};
    store().beginTurn(turn).waitForFinished();
    QVERIFY(turns().first().owner == store::ProcessOwner::self());
}

QObject *makeTurnsTest()
{
    return new TurnsTest;
}

#include "tst_turns.moc"
