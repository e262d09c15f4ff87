// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "llm/turnstate.h"
#include "settings/profile.h"
#include "trace/tracerecord.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace store {

/// A process, told apart from a later one with the same pid by its start time (field 22 of /proc/<pid>/stat).
struct ProcessOwner
{
    qint64 pid = 0;
    qint64 startTicks = 0;

    static ProcessOwner self();
    static ProcessOwner of(qint64 pid); ///< startTicks 0: there is none, or it is only waiting to be reaped
    bool isAlive() const;
    bool operator==(const ProcessOwner &) const = default;
};

struct ConversationRecord
{
    QString id; ///< UUID; also MLflow's session id
    QString title;
    QString profileId;
    base::Timestamp created;
    base::Timestamp updated;
    base::Json options; ///< model, system prompt, parameters, experiment, content mode; chat::ConversationOptions knows
                        ///< the keys
};

/// One prompt and its reply.
struct TurnRecord
{
    QString id; ///< UUID
    QString conversationId; ///< empty: a call outside any conversation (CLI without --session)
    qint64 position = 0; ///< order inside the conversation
    trace::TraceId traceId;
    llm::TurnState state = llm::TurnState::Running;
    ProcessOwner owner; ///< while running
    base::Timestamp created;
    QString model;
    QString prompt; ///< this turn's own message as text, for list and full-text search
    QString replyText; ///< as far as it came
    base::Json details; ///< everything else chat needs to show and to rebuild the turn; chat::Turn knows the keys
};

/// A running turn found at start whose owner is dead, with what its stream had delivered.
struct InterruptedTurn
{
    TurnRecord turn;
    QList<QByteArray> journal; ///< batches in order; chat::TurnJournal knows their form
};

/// Where a trace shall go. Part of the outbox row, so that a changed setting never redirects what already waits.
struct Destination
{
    QString profileId; ///< whose login is used
    QString server; ///< MLflow's URL with prefix
    QString login; ///< user name or "bearer" or empty: never the secret
    QString experiment; ///< name

    bool operator==(const Destination &) const = default;
};

enum class OutboxState { Waiting, Sending, Sent, Failed };

struct OutboxRow
{
    qint64 id = 0;
    trace::TraceId traceId;
    QString traceName;
    Destination destination;
    settings::ContentMode content = settings::ContentMode::Everything;
    OutboxState state = OutboxState::Waiting;
    int attempts = 0;
    base::Timestamp created;
    base::Timestamp nextTry;
    QString reason; ///< why it waits or failed, for people
    QString experimentId; ///< once known
};

/// The outbox in numbers, without what is sent.
struct OutboxCounts
{
    int waiting = 0;
    int sending = 0;
    int failed = 0;
    std::optional<base::Timestamp> nextTry; ///< of the earliest waiting row
    QString reason; ///< why that row waits; empty: it just did not go yet
};

/// What committing a finished turn puts into the outbox.
struct OutboxDraft
{
    Destination destination;
    settings::ContentMode content = settings::ContentMode::Everything;
};

/// One line of the traces page.
struct TraceRow
{
    trace::TraceId id;
    QString name;
    trace::TraceState state = trace::TraceState::InProgress;
    base::Timestamp start;
    std::chrono::nanoseconds duration{0};
    QString session;
    QString model;
    QString preview; ///< first line of the request preview
    int spanCount = 0;
    std::optional<qint64> inputTokens;
    std::optional<qint64> outputTokens;
    QString origin; ///< "spanway", "file:<name>", "demo"
    std::optional<OutboxState> outbox; ///< empty: never meant to leave
    std::optional<llm::TurnState> turn; ///< how the reply ended; empty: the trace is not of a turn here
};

/// Keyset page: rows older than `before`, newest first.
struct TraceQuery
{
    QString text; ///< full-text words over chats and spans, empty: all
    std::optional<std::pair<base::Timestamp, trace::TraceId>> before;
    int limit = 100;
};

} // namespace store
