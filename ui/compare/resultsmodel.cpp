// SPDX-License-Identifier: Apache-2.0
#include "ui/compare/resultsmodel.h"

#include "chat/comparesession.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/theme.h"

#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString milliseconds(std::optional<double> time)
{
    if (!time)
        return formats::missing;
    return formats::duration(std::chrono::nanoseconds(qint64(*time * 1e6)));
}

QString orMissing(const QString &text)
{
    return text.isEmpty() ? formats::missing : text;
}

bool isRunning(const chat::Turn &turn)
{
    return turn.state == llm::TurnState::Running;
}

QString tokensOut(const chat::Turn &turn)
{
    const bool guess = !turn.metrics.outputTokens && turn.metrics.contentEvents > 0;
    return guess ? formats::estimate(formats::tokens(turn.metrics.contentEvents)) : formats::tokens(turn.metrics.outputTokens);
}

} // namespace

ResultsModel::ResultsModel(const Theme *theme, const chat::CompareSession *session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_session(session)
{
    reset();
}

void ResultsModel::reset()
{
    beginResetModel();
    m_count = int(m_session->targets().size());
    m_live = QList<replyfigures::Live>(m_count);
    endResetModel();
}

void ResultsModel::setLive(int target, const replyfigures::Live &live)
{
    if (target >= m_count)
        return;
    m_live[target] = live;
    Q_EMIT dataChanged(index(target, FirstToken), index(target, Answered));
}

QString ResultsModel::letter(int target)
{
    return QString(QChar(u'A' + target));
}

int ResultsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

int ResultsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ResultsModel::text(const QModelIndex &index) const
{
    const auto &target = m_session->targets()[index.row()];
    if (index.column() == Target)
        return target.model.isEmpty() ? tr("No model chosen") : target.model;
    const chat::Turn *turn = m_session->turn(index.row());
    return turn ? numberText(*turn, index) : formats::missing;
}

QString ResultsModel::numberText(const chat::Turn &turn, const QModelIndex &index) const
{
    const chat::TurnMetrics &metrics = turn.metrics;
    const replyfigures::Live &live = m_live[index.row()];
    switch (index.column()) {
    case FirstToken:
        return milliseconds(metrics.firstTokenMs);
    case Speed:
        return isRunning(turn) ? formats::estimate(formats::rate(live.tokensPerSecond)) : formats::rate(metrics.tokensPerSecond);
    case Total:
        return isRunning(turn) ? formats::duration(live.elapsed) : milliseconds(metrics.totalMs);
    case TokensIn:
        return formats::tokens(metrics.inputTokens);
    case TokensOut:
        return tokensOut(turn);
    case Finish:
        return replyfigures::stateWord(turn);
    case Cache:
        return orMissing(metrics.cacheStatus);
    case Kong:
        return milliseconds(metrics.kongMs);
    default:
        return orMissing(metrics.answeringModel.isEmpty() ? turn.reply.model : metrics.answeringModel);
    }
}

QVariant ResultsModel::tip(const QModelIndex &index) const
{
    const chat::Turn *turn = m_session->turn(index.row());
    if (!turn)
        return {};
    if (index.column() == Speed && !turn->metrics.tokensPerSecond)
        return turn->metrics.noRateReason;
    if (index.column() == Kong)
        return tr("Kong's own time, X-Kong-Proxy-Latency");
    return u"<span>%1</span>"_s.arg(text(index).toHtmlEscaped());
}

QVariant ResultsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const chat::Turn *turn = m_session->turn(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::ToolTipRole:
        return tip(index);
    case Qt::AccessibleTextRole:
        return u"%1: %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(), text(index));
    case Qt::TextAlignmentRole:
        return QVariant((headerData(index.column(), Qt::Horizontal, role).value<Qt::Alignment>()));
    case Letter:
        return letter(index.row());
    case Icon:
        return turn && index.column() == Finish ? replyfigures::stateIcon(turn->state) : QString();
    case IconColour:
        return static_cast<int>(turn ? replyfigures::stateColour(turn->state) : Colour::TextMuted);
    default:
        return {};
    }
}

QVariant ResultsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static constexpr std::array<const char *, ColumnCount> names{
        QT_TR_NOOP("Target"), QT_TR_NOOP("TTFT"),   QT_TR_NOOP("tok/s"), QT_TR_NOOP("Total"), QT_TR_NOOP("Tokens in"),
        QT_TR_NOOP("out"),    QT_TR_NOOP("Finish"), QT_TR_NOOP("Cache"), QT_TR_NOOP("Kong"),  QT_TR_NOOP("Model of the reply")};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return tr(names[size_t(section)]);
    const bool number = (section >= FirstToken && section <= TokensOut) || section == Kong;
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::Alignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    return {};
}

} // namespace ui
