// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <optional>

namespace demo {

/// ai-proxy's way through a server-sent event stream, faults included: it works on one upstream read at a time
/// (kong/llm/drivers/shared.lua frame_to_events, parse-sse-chunk.lua, normalize-sse-chunk.lua).
class SseFilter
{
public:
    /// Data of each event of one read; the last, unfinished line is kept for the next read, an unfinished event is
    /// lost. An event without data is missing.
    QList<std::optional<QByteArray>> events(const QByteArray &read);

    /// What goes to the client for one read.
    QByteArray feed(const QByteArray &read);
    /// What goes out once more when the upstream breaks off: Kong's filter runs on the events it has left over.
    const QByteArray &again() const { return m_frame; }

private:
    QList<std::optional<QByteArray>> jsonLines(const QByteArray &read) const;

    QByteArray m_truncated;
    QByteArray m_frame; ///< of the last read
};

} // namespace demo
