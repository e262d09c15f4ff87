// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/chat/replyfigures.h"
#include "ui/widgets/formats.h"

using namespace Qt::StringLiterals;
namespace replyfigures = ui::replyfigures;

/// The line under a reply: what is measured, what is guessed, what is missing.
class ReplyFiguresTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void doneSaysAll();
    void lengthIsNoPlainEnd();
    void guessesCarryAMark();
    void stoppedReplyKeepsItsPace();
    void whatIsMissingIsLeftOut();
    void unsavedIsSaid();
    void everyStateHasWordAndIcon();
};

namespace {

QString textOf(const QList<ui::MessageContent::Figure> &figures)
{
    QStringList texts;
    for (const auto &figure : figures)
        texts.append(figure.text);
    return texts.join(u'|').replace(QChar(0x202f), u' ').replace(QChar(0xa0), u' ');
}

chat::Turn done()
{
    chat::Turn turn;
    turn.state = llm::TurnState::Done;
    turn.metrics.firstTokenMs = 523;
    turn.metrics.totalMs = 2720;
    turn.metrics.tokensPerSecond = 78.4;
    turn.metrics.inputTokens = 412;
    turn.metrics.outputTokens = 431;
    turn.metrics.contentEvents = 400;
    turn.metrics.finishReason = u"stop"_s;
    return turn;
}

} // namespace

void ReplyFiguresTest::doneSaysAll()
{
    QCOMPARE(textOf(replyfigures::line(done(), {})), u"stop|TTFT 523 ms|78.4 tok/s|412 in · 431 out|2.72 s"_s);
    const ui::TracePanel::Figures panel = replyfigures::panel(done(), {});
    QCOMPARE(panel.state, u"stop"_s);
    QVERIFY(panel.tokensOut.contains(u"431"_s));
}

void ReplyFiguresTest::lengthIsNoPlainEnd()
{
    chat::Turn turn = done();
    turn.metrics.finishReason = u"length"_s;
    const auto state = replyfigures::line(turn, {}).first();
    QCOMPARE(state.icon, u"warn"_s);
    QVERIFY(!state.toolTip.isEmpty());
    QCOMPARE(replyfigures::line(done(), {}).first().icon, u"ok"_s);
}

void ReplyFiguresTest::guessesCarryAMark()
{
    chat::Turn turn = done();
    turn.metrics.outputTokens.reset();
    QVERIFY(textOf(replyfigures::line(turn, {})).contains(u"~400 out"_s));
    turn.state = llm::TurnState::Running;
    const QString running = textOf(replyfigures::line(turn, {12.5, std::chrono::milliseconds(1500)}));
    QVERIFY2(running.contains(u"~12.5 tok/s"_s), qPrintable(running));
    QVERIFY2(running.endsWith(u"1.50 s"_s), qPrintable(running));
}

void ReplyFiguresTest::stoppedReplyKeepsItsPace()
{
    chat::Turn turn = done();
    turn.state = llm::TurnState::Stopped;
    turn.metrics.tokensPerSecond.reset();
    turn.metrics.outputTokens.reset();
    turn.metrics.roughTokensPerSecond = 41.2;
    turn.metrics = chat::TurnMetrics::fromJson(turn.metrics.toJson()); // also when it is read again
    QCOMPARE(textOf(replyfigures::line(turn, {})), u"stopped|TTFT 523 ms|~41.2 tok/s|412 in · ~400 out|2.72 s"_s);
    QVERIFY(replyfigures::panel(turn, {}).speed.contains(u"41.2"_s));
    turn.metrics.tokensPerSecond = 78.4; // what is measured goes first
    QVERIFY(textOf(replyfigures::line(turn, {})).contains(u"|78.4 tok/s"_s));
}

void ReplyFiguresTest::whatIsMissingIsLeftOut()
{
    chat::Turn turn;
    turn.state = llm::TurnState::Failed;
    QCOMPARE(textOf(replyfigures::line(turn, {})), u"failed"_s);
    QCOMPARE(replyfigures::panel(turn, {}).firstToken, ui::formats::missing);
    QCOMPARE(replyfigures::panel(turn, {}).tokensOut, ui::formats::missing);
}

void ReplyFiguresTest::unsavedIsSaid()
{
    chat::Turn turn = done();
    turn.saveFailed = true;
    QVERIFY(textOf(replyfigures::line(turn, {})).endsWith(u"not saved"_s));
}

void ReplyFiguresTest::everyStateHasWordAndIcon()
{
    using enum llm::TurnState;
    QStringList words;
    for (const llm::TurnState state : {Running, Done, Stopped, Incomplete, TimedOut, Failed, Interrupted}) {
        chat::Turn turn;
        turn.state = state;
        QVERIFY(!replyfigures::stateIcon(state).isEmpty());
        words.append(replyfigures::stateWord(turn));
    }
    QCOMPARE(words.removeDuplicates(), 0);
    QVERIFY(!words.contains(QString()));
}

QObject *makeReplyFiguresTest()
{
    return new ReplyFiguresTest;
}

#include "tst_replyfigures.moc"
