// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/types.h"

#include <QtCore/QSet>

#include <array>

namespace http {

/// Keeps the bytes of one exchange with their times. Header values that are secret, by their flag or by their name, are
/// masked before they are kept.
class WireLog
{
public:
    /// More than this is counted, not kept.
    static constexpr qint64 byteLimit = 4 * 1024 * 1024;

    /// `start` is the zero of the times; `sent` names the headers that carry the secret flag.
    WireLog(base::MonoTime start, const Headers &sent);

    /// Bytes of a header block: whole lines, or a block cut anywhere by a partial send.
    void addHead(WireEntry::Direction direction, QByteArrayView bytes, base::MonoTime at);
    void addBody(WireEntry::Direction direction, QByteArrayView bytes, base::MonoTime at);

    /// Everything kept so far, in order.
    QList<WireEntry> take();
    /// Bytes that came after the limit.
    qint64 dropped() const { return m_dropped; }

private:
    struct Lines
    {
        QByteArray open; ///< beginning of a line whose end is still to come
        bool masking = false; ///< the last header was masked, so is what folds onto it
    };

    QByteArray maskedLine(Lines &lines, QByteArrayView line) const;
    bool isSecret(QByteArrayView name) const;
    void append(WireEntry::Direction direction, QByteArrayView bytes, base::MonoTime at);

    base::MonoTime m_start;
    QSet<QByteArray> m_secretNames; ///< lower case
    std::array<Lines, 2> m_lines; ///< by direction
    QList<WireEntry> m_entries;
    qint64 m_bytes = 0;
    qint64 m_dropped = 0;
};

} // namespace http
