// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/replyfigures.h"

#include "ui/widgets/formats.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui::replyfigures {

namespace {

using State = llm::TurnState;

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::ReplyFigures", text);
}

QString milliseconds(std::optional<double> ms)
{
    if (!ms)
        return formats::missing;
    return formats::duration(std::chrono::nanoseconds(qint64(*ms * 1e6)));
}

QString rateText(const chat::Turn &turn, const Live &live)
{
    if (turn.state == State::Running)
        return formats::estimate(formats::rate(live.tokensPerSecond));
    if (!turn.metrics.tokensPerSecond && turn.metrics.roughTokensPerSecond)
        return formats::estimate(formats::rate(turn.metrics.roughTokensPerSecond));
    return formats::rate(turn.metrics.tokensPerSecond);
}

QString rateNote(const chat::Turn &turn)
{
    if (turn.state == State::Running)
        return tr("Estimated over the last 2 s");
    const bool rough = !turn.metrics.tokensPerSecond && turn.metrics.roughTokensPerSecond;
    return rough ? tr("No usage was reported: chunks with content are counted") : QString();
}

bool isGuess(const chat::Turn &turn)
{
    return !turn.metrics.outputTokens && turn.metrics.contentEvents > 0;
}

QString outText(const chat::Turn &turn)
{
    return isGuess(turn) ? formats::estimate(formats::tokens(turn.metrics.contentEvents))
                         : formats::tokens(turn.metrics.outputTokens);
}

QString elapsedText(const chat::Turn &turn, const Live &live)
{
    return turn.state == State::Running ? formats::duration(live.elapsed) : milliseconds(turn.metrics.totalMs);
}

QString tokenNote(const chat::TurnMetrics &metrics)
{
    QStringList notes;
    if (metrics.reasoningTokens)
        notes.append(tr("Reasoning: %1").arg(formats::tokens(metrics.reasoningTokens)));
    if (metrics.cachedTokens)
        notes.append(tr("Read from the provider's cache: %1").arg(formats::tokens(metrics.cachedTokens)));
    if (!metrics.outputTokens && metrics.contentEvents > 0)
        notes.append(tr("No usage was reported: chunks with content are counted"));
    return notes.join(u'\n');
}

MessageContent::Figure plain(const QString &text, const QString &toolTip = {})
{
    MessageContent::Figure figure;
    figure.text = text;
    figure.toolTip = toolTip;
    return figure;
}

QString timeNote(const chat::TurnMetrics &metrics)
{
    QStringList notes{tr("Total time")};
    if (metrics.kongMs)
        notes.append(tr("X-Kong-Proxy-Latency: %1").arg(milliseconds(metrics.kongMs)));
    if (metrics.upstreamMs)
        notes.append(tr("X-Kong-Upstream-Latency: %1").arg(milliseconds(metrics.upstreamMs)));
    if (!metrics.requestId.isEmpty())
        notes.append(tr("Request id: %1").arg(metrics.requestId));
    return notes.join(u'\n');
}

Notice stateNotice(State state)
{
    switch (state) {
    case State::Running:
        return Notice::Info;
    case State::Done:
        return Notice::Ok;
    case State::Stopped:
        return Notice::Idle;
    case State::Incomplete:
    case State::Interrupted:
        return Notice::Warn;
    case State::TimedOut:
    case State::Failed:
        return Notice::Error;
    }
    return Notice::Idle;
}

} // namespace

QString stateWord(const chat::Turn &turn)
{
    switch (turn.state) {
    case State::Running:
        return turn.metrics.firstTokenMs ? tr("generating") : tr("waiting");
    case State::Done:
        return turn.metrics.finishReason.isEmpty() ? tr("done") : turn.metrics.finishReason;
    case State::Stopped:
        return tr("stopped");
    case State::Incomplete:
        return tr("incomplete");
    case State::TimedOut:
        return tr("timed out");
    case State::Failed:
        return tr("failed");
    case State::Interrupted:
        return tr("interrupted");
    }
    return {};
}

QString stateIcon(State state)
{
    switch (state) {
    case State::Running:
        return u"running"_s;
    case State::Done:
        return u"ok"_s;
    case State::Stopped:
        return u"cancelled"_s;
    case State::Incomplete:
    case State::Interrupted:
        return u"incomplete"_s;
    case State::TimedOut:
        return u"clock"_s;
    case State::Failed:
        return u"error"_s;
    }
    return {};
}

Colour stateColour(State state)
{
    switch (state) {
    case State::Running:
        return Colour::StatusRunning;
    case State::Done:
        return Colour::StatusOk;
    case State::Stopped:
        return Colour::StatusIdle;
    case State::Incomplete:
    case State::Interrupted:
        return Colour::StatusWarn;
    case State::TimedOut:
    case State::Failed:
        return Colour::StatusError;
    }
    return Colour::StatusIdle;
}

QList<MessageContent::Figure> line(const chat::Turn &turn, const Live &live)
{
    const chat::TurnMetrics &metrics = turn.metrics;
    QList<MessageContent::Figure> figures;
    // "length" and the like end a reply early although nothing failed.
    const bool cut = turn.state == State::Done && metrics.finishReason == "length"_L1;
    MessageContent::Figure state = plain(stateWord(turn), cut ? tr("The token limit was reached") : QString());
    state.icon = cut ? u"warn"_s : stateIcon(turn.state);
    state.colour = cut ? Colour::StatusWarn : stateColour(turn.state);
    figures.append(state);
    if (metrics.firstTokenMs)
        figures.append(plain(tr("TTFT %1").arg(milliseconds(metrics.firstTokenMs)), tr("Time to the first token")));
    const QString rate = rateText(turn, live);
    if (rate != formats::missing)
        figures.append(plain(rate, rateNote(turn)));
    if (metrics.inputTokens || metrics.outputTokens || metrics.contentEvents > 0)
        figures.append(plain(tr("%1 in · %2 out").arg(formats::tokens(metrics.inputTokens), outText(turn)), tokenNote(metrics)));
    if (turn.state == State::Running || metrics.totalMs)
        figures.append(plain(elapsedText(turn, live), timeNote(metrics)));
    if (!metrics.cacheStatus.isEmpty()) {
        figures.append(plain(metrics.cacheStatus, tr("X-Cache-Status")));
        figures.last().icon = u"cache"_s;
    }
    if (turn.saveFailed) {
        figures.append(plain(tr("not saved"), tr("This turn is only in memory: the disk did not take it")));
        figures.last().icon = u"warn"_s;
        figures.last().colour = Colour::StatusWarn;
    }
    return figures;
}

TracePanel::Figures panel(const chat::Turn &turn, const Live &live)
{
    TracePanel::Figures figures;
    figures.firstToken = milliseconds(turn.metrics.firstTokenMs);
    figures.speed = rateText(turn, live);
    figures.speedNote = turn.metrics.noRateReason;
    figures.tokensOut = outText(turn);
    figures.elapsed = elapsedText(turn, live);
    figures.state = turn.state == State::Running ? tr("Live %1").arg(figures.elapsed) : stateWord(turn);
    figures.notice = stateNotice(turn.state);
    figures.icon = stateIcon(turn.state);
    return figures;
}

} // namespace ui::replyfigures
