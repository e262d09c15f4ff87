// SPDX-License-Identifier: Apache-2.0
#include "app/store/child.h"
#include "app/store/samples.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using namespace storetest;

class SeveralProcessesTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void killedStreamIsFoundWithWhatItDelivered();
    void livingStreamIsLeftAlone();
    void killedSenderLosesLockAndRows();
    void bothWriteAtOnce();

protected:
    void prepare() override { m_home = std::make_unique<Home>(); }

private:
    std::unique_ptr<Home> m_home;
};

void SeveralProcessesTest::killedStreamIsFoundWithWhatItDelivered()
{
    const auto child = startChild(u"journal"_s, m_home->folder());
    QByteArray last;
    for (int i = 0; i < 50; ++i)
        last = lineOf(*child);
    QCOMPARE(last, "batch 49"_ba);
    killAndWait(*child);

    QVERIFY(m_home->open());
    const auto interrupted = (*m_home)->interruptedTurns().result().value();
    QCOMPARE(interrupted.size(), 1);
    QCOMPARE(interrupted.first().turn.id, u"turn-1"_s);
    QCOMPARE(interrupted.first().turn.state, llm::TurnState::Running);
    QCOMPARE(interrupted.first().turn.prompt, u"Why is the sky blue?"_s);
    QVERIFY2(interrupted.first().journal.size() >= 50, "everything confirmed is there");
    for (qsizetype i = 0; i < interrupted.first().journal.size(); ++i)
        QCOMPARE(interrupted.first().journal.at(i), "batch " + QByteArray::number(i) + '\n');
    // Taken up by this process now: nobody recovers it a second time.
    QVERIFY((*m_home)->interruptedTurns().result().value().isEmpty());

    store::TurnRecord turn = interrupted.first().turn;
    turn.state = llm::TurnState::Interrupted;
    QVERIFY((*m_home)->commitTurn(turn, sampleTrace(), draft()).result().has_value());
    QCOMPARE((*m_home)->turns(u"conversation-1"_s).result().value().first().state, llm::TurnState::Interrupted);
}

void SeveralProcessesTest::livingStreamIsLeftAlone()
{
    const auto child = startChild(u"journal"_s, m_home->folder());
    QCOMPARE(lineOf(*child), "batch 0"_ba);
    QVERIFY(m_home->open());
    QVERIFY((*m_home)->interruptedTurns().result().value().isEmpty());
    killAndWait(*child);
    QCOMPARE((*m_home)->interruptedTurns().result().value().size(), 1);
}

void SeveralProcessesTest::killedSenderLosesLockAndRows()
{
    QVERIFY(m_home->open());
    for (int i = 0; i < 3; ++i)
        (*m_home)->commitTurn(finishedTurn(), sampleTrace(), draft()).waitForFinished();
    const auto child = startChild(u"sender"_s, m_home->folder());
    QCOMPARE(lineOf(*child), "locked 3"_ba);
    QVERIFY(!(*m_home)->acquireExporterLock().result().value());
    QVERIFY((*m_home)->claimDue(base::Timestamp::max(), 10).result().value().isEmpty());
    // Letting go of a lock that another process holds does nothing.
    QVERIFY((*m_home)->releaseExporterLock().result().has_value());
    QVERIFY(!(*m_home)->acquireExporterLock().result().value());
    killAndWait(*child);
    QVERIFY((*m_home)->acquireExporterLock().result().value());
    QCOMPARE((*m_home)->claimDue(base::Timestamp::max(), 10).result().value().size(), 3);
}

void SeveralProcessesTest::bothWriteAtOnce()
{
    QVERIFY(m_home->open());
    const auto first = startChild(u"writer"_s, m_home->folder());
    const auto second = startChild(u"writer"_s, m_home->folder());
    QList<store::Store::Future<void>> pending;
    for (int i = 0; i < 200; ++i)
        pending.append((*m_home)->commitTurn(finishedTurn(), sampleTrace(), draft()));
    for (const auto &future : pending) {
        const auto result = future.result();
        QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().detail));
    }
    for (QProcess *child : {first.get(), second.get()}) {
        QVERIFY(child->waitForFinished(120000));
        QCOMPARE(child->exitCode(), 0);
    }
    QCOMPARE((*m_home)->traceCount().result().value(), 600);
    QCOMPARE((*m_home)->outbox(true, 1000).result().value().size(), 600);
}

QObject *makeSeveralProcessesTest()
{
    return new SeveralProcessesTest;
}

#include "tst_severalprocesses.moc"
