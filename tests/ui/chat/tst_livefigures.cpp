// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/chat/livefigures.h"

using namespace Qt::StringLiterals;

class LiveFiguresTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void standStillBetweenTicks();
    void theFirstTokenShowsAtOnce();
    void theEndShowsAtOnce();

private:
    static chat::Turn running(qint64 tokens);
};

chat::Turn LiveFiguresTest::running(qint64 tokens)
{
    chat::Turn turn;
    turn.state = llm::TurnState::Running;
    turn.metrics.firstTokenMs = 12;
    turn.metrics.contentEvents = tokens;
    return turn;
}

void LiveFiguresTest::standStillBetweenTicks()
{
    ui::LiveFigures figures;
    figures.start();
    const auto first = figures.line(running(1));
    QCOMPARE(figures.line(running(2)), first);
    figures.tick();
    QVERIFY(figures.line(running(2)) != first);
}

void LiveFiguresTest::theFirstTokenShowsAtOnce()
{
    ui::LiveFigures figures;
    figures.start();
    chat::Turn waiting = running(0);
    waiting.metrics.firstTokenMs.reset();
    const auto before = figures.line(waiting);
    QVERIFY(figures.line(running(1)) != before);
}

void LiveFiguresTest::theEndShowsAtOnce()
{
    ui::LiveFigures figures;
    figures.start();
    const auto before = figures.line(running(1));
    chat::Turn done = running(1);
    done.state = llm::TurnState::Done;
    const auto after = figures.line(done);
    QVERIFY(after != before);
    // Nor does it stand for the next reply.
    figures.start();
    QCOMPARE(figures.line(running(1)), before);
}

QObject *makeLiveFiguresTest()
{
    return new LiveFiguresTest;
}

#include "tst_livefigures.moc"
