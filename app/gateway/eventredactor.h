// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "llm/chatevent.h"

#include <map>

namespace base {
class Redactor;
}

namespace gateway {

/// Masks secrets that a model spreads over several events. An event whose text ends with the possible beginning of a
/// secret waits until the next ones decide, but only for a few: a text that does not go on holds nothing back. Without a
/// secret every event passes unchanged. Events are redacted singly before they get here.
class EventRedactor
{
public:
    struct Timed
    {
        llm::ChatEvent event;
        base::MonoTime at; ///< when its bytes arrived
    };

    /// Not owned; null: nothing is held back.
    explicit EventRedactor(const base::Redactor *redactor);

    /// Events that may be passed on now, in order.
    QList<Timed> push(llm::ChatEvent event, base::MonoTime at);
    /// What still waits, at the end of the stream.
    QList<Timed> finish();
    /// Whether a secret was found that no single event held whole.
    bool foundSplit() const { return m_foundSplit; }

private:
    enum class Field { Text, Reasoning, Refusal, Arguments };

    /// Names one text that grows: field, choice, tool call.
    struct Place
    {
        Field field = Field::Text;
        int choice = 0;
        int call = 0;

        auto operator<=>(const Place &) const = default;
    };

    /// One event's piece of a text and where it stands there.
    struct Piece
    {
        qint64 event = 0; ///< running number of the event, -1: it was passed on
        qsizetype delta = 0;
        qsizetype call = 0;
        QString text;
    };

    void look(const Place &place, Piece piece);
    void letGo(const Place &place, QList<Piece> &pieces);
    void mask(const Place &place, QList<Piece> &pieces, const QString &masked);
    void write(Field field, const Piece &piece);
    QList<Timed> release();

    const base::Redactor *m_redactor;
    QList<Timed> m_waiting;
    qint64 m_firstWaiting = 0; ///< running number of m_waiting.first()
    std::map<Place, QList<Piece>> m_open; ///< pieces that hold the beginning of a possible secret, those passed on first
    bool m_foundSplit = false;
};

} // namespace gateway
