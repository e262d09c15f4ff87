// SPDX-License-Identifier: Apache-2.0
#include "gateway/eventredactor.h"

#include "base/redactor.h"

#include <QtCore/QVariant>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

/// For how many events a text may be silent before what it holds back goes on.
constexpr qint64 patience = 8;
/// Of a possible secret, what may be seen when its text is silent; a longer beginning is masked.
constexpr qsizetype harmless = 4;

using Path = QList<QVariant>; ///< names of members and positions of items

/// `json` with the value at `path` replaced by `text`; unchanged where nothing is there.
base::Json replaced(const base::Json &json, Path path, const QString &text)
{
    if (path.isEmpty())
        return json.isNull() ? json : base::Json(text);
    const QVariant step = path.takeFirst();
    if (step.typeId() == QMetaType::QString) {
        const QString key = step.toString();
        base::Json result = json;
        if (json.contains(key))
            result.insert(key, replaced(json[key], path, text));
        return result;
    }
    const qsizetype position = step.toLongLong();
    if (!json.isArray() || position >= json.size())
        return json;
    QList<base::Json> items = json.items();
    items[position] = replaced(items.at(position), path, text);
    return base::Json::array(items);
}

QString joined(const auto &pieces)
{
    QString text;
    for (const auto &piece : pieces)
        text += piece.text;
    return text;
}

} // namespace

EventRedactor::EventRedactor(const base::Redactor *redactor)
    : m_redactor(redactor)
{ }

QList<EventRedactor::Timed> EventRedactor::push(llm::ChatEvent event, base::MonoTime at)
{
    if (!m_redactor || m_redactor->isEmpty())
        return {{std::move(event), at}};
    const qint64 number = m_firstWaiting + m_waiting.size();
    const QList<llm::ChoiceDelta> deltas = event.deltas;
    m_waiting.append({std::move(event), at});
    for (qsizetype i = 0; i < deltas.size(); ++i) {
        const llm::ChoiceDelta &delta = deltas.at(i);
        look({Field::Text, delta.index, 0}, {number, i, 0, delta.text.value_or(QString())});
        look({Field::Reasoning, delta.index, 0}, {number, i, 0, delta.reasoning});
        look({Field::Refusal, delta.index, 0}, {number, i, 0, delta.refusal});
        for (qsizetype call = 0; call < delta.toolCalls.size(); ++call) {
            const llm::ToolCallFragment &fragment = delta.toolCalls.at(call);
            look({Field::Arguments, delta.index, fragment.index}, {number, i, call, fragment.arguments});
        }
    }
    for (auto &[place, pieces] : m_open) {
        if (pieces.last().event >= 0 && pieces.last().event + patience <= number)
            letGo(place, pieces);
    }
    return release();
}

QList<EventRedactor::Timed> EventRedactor::finish()
{
    for (auto &[place, pieces] : m_open)
        mask(place, pieces, m_redactor->redact(joined(pieces)));
    m_open.clear();
    return release();
}

void EventRedactor::look(const Place &place, Piece piece)
{
    if (piece.text.isEmpty())
        return;
    QList<Piece> pieces = m_open[place];
    pieces.append(std::move(piece));
    const QByteArray utf8 = joined(pieces).toUtf8();
    const qsizetype open = m_redactor->openTail(utf8);
    const QByteArray decided = utf8.first(utf8.size() - open);
    mask(place, pieces, QString::fromUtf8(m_redactor->redact(decided) + utf8.last(open)));

    // Only pieces that the open end reaches into have to wait.
    qsizetype reach = open;
    auto first = pieces.end();
    while (first != pieces.begin() && reach > 0) {
        --first;
        reach -= first->text.toUtf8().size();
    }
    pieces.erase(pieces.begin(), first);
    if (pieces.isEmpty())
        m_open.erase(place);
    else
        m_open[place] = pieces;
}

/// The text has been silent: its events go on. What it ended with is remembered, should it come to more after all.
void EventRedactor::letGo(const Place &place, QList<Piece> &pieces)
{
    const QByteArray utf8 = joined(pieces).toUtf8();
    const qsizetype open = m_redactor->openTail(utf8);
    if (open > harmless) {
        QList<Piece> shown = pieces;
        mask(place, shown, QString::fromUtf8(utf8.first(utf8.size() - open)) + base::Redactor::mask());
    }
    for (Piece &piece : pieces)
        piece.event = -1;
}

/// Puts the masked text into the first event that still waits and takes the rest out of the others.
void EventRedactor::mask(const Place &place, QList<Piece> &pieces, const QString &masked)
{
    if (masked == joined(pieces))
        return;
    m_foundSplit = true;
    const auto waiting
        = std::find_if(pieces.begin(), pieces.end(), [](const Piece &piece) { return piece.event >= 0; });
    const QString passed = joined(QList<Piece>(pieces.begin(), waiting));
    const auto same = std::mismatch(masked.begin(), masked.end(), passed.begin(), passed.end()).first - masked.begin();
    QString rest = masked.mid(same);
    for (auto piece = waiting; piece != pieces.end(); ++piece) {
        piece->text = std::exchange(rest, QString());
        write(place.field, *piece);
    }
}

void EventRedactor::write(Field field, const Piece &piece)
{
    llm::ChatEvent &event = m_waiting[piece.event - m_firstWaiting].event;
    llm::ChoiceDelta &delta = event.deltas[piece.delta];
    QList<Path> paths;
    switch (field) {
    case Field::Text:
        delta.text = piece.text;
        paths = {{u"content"_s}};
        event.json = replaced(event.json, {u"choices"_s, qlonglong(piece.delta), u"text"_s}, piece.text);
        break;
    case Field::Reasoning:
        delta.reasoning = piece.text;
        paths = {{u"reasoning_content"_s}, {u"reasoning"_s}};
        break;
    case Field::Refusal:
        delta.refusal = piece.text;
        paths = {{u"refusal"_s}};
        break;
    case Field::Arguments:
        delta.toolCalls[piece.call].arguments = piece.text;
        paths = {{u"tool_calls"_s, qlonglong(piece.call), u"function"_s, u"arguments"_s},
                 {u"tool_calls"_s, qlonglong(piece.call), u"custom"_s, u"input"_s}};
        break;
    }
    for (const Path &path : std::as_const(paths)) {
        for (const QString &said : {u"delta"_s, u"message"_s})
            event.json = replaced(event.json, Path{u"choices"_s, qlonglong(piece.delta), said} + path, piece.text);
    }
    event.data = event.json.write(base::JsonStyle::Compact);
}

QList<EventRedactor::Timed> EventRedactor::release()
{
    qint64 firstOpen = m_firstWaiting + m_waiting.size();
    for (const auto &[place, pieces] : m_open) {
        for (const Piece &piece : pieces) {
            if (piece.event >= 0)
                firstOpen = std::min(firstOpen, piece.event);
        }
    }
    const qsizetype count = firstOpen - m_firstWaiting;
    const QList<Timed> ready = m_waiting.first(count);
    m_waiting.remove(0, count);
    m_firstWaiting = firstOpen;
    return ready;
}

} // namespace gateway
