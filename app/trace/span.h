// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "trace/ids.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace trace {

enum class SpanStatus { Unset, Ok, Error };

/// Ordered attributes. Values are JSON values as the recorder made them (never JSON text inside a string unless it was
/// text).
class Attributes
{
public:
    /// Doubled keys: the last value stays, at the place of the first. Fast for any number of members.
    static Attributes fromMembers(QList<base::Json::Member> members);

    void set(const QString &key, base::Json value); ///< replaces in place or appends
    void remove(QStringView key);
    const base::Json &operator[](QStringView key) const; ///< null if absent
    bool contains(QStringView key) const;
    bool isEmpty() const { return m_members.isEmpty(); }
    const QList<base::Json::Member> &members() const { return m_members; }

    bool operator==(const Attributes &) const = default;

private:
    QList<base::Json::Member> m_members;
};

struct SpanEvent
{
    QString name;
    base::Timestamp time;
    Attributes attributes;
};

struct SpanLink
{
    TraceId trace;
    SpanId span;
    Attributes attributes;
};

/// One span. Types are MLflow's words; an unknown one is kept as it is.
struct Span
{
    SpanId id;
    std::optional<SpanId> parent;
    QString name;
    QString type; ///< MLflow's span type ("CHAT_MODEL"); also attribute mlflow.spanType when exported
    SpanStatus status = SpanStatus::Unset;
    QString statusMessage;
    base::Timestamp start;
    std::optional<base::Timestamp> end; ///< empty: running
    Attributes attributes;
    QList<SpanEvent> events;
    QList<SpanLink> links;
};

/// Attribute keys that several folders read or write (mlflow/tracing/constant.py names the mlflow.* ones).
namespace keys {
inline constexpr QStringView SpanType = u"mlflow.spanType";
inline constexpr QStringView SpanInputs = u"mlflow.spanInputs";
inline constexpr QStringView SpanOutputs = u"mlflow.spanOutputs";
inline constexpr QStringView LogLevel = u"mlflow.spanLogLevel";
inline constexpr QStringView MessageFormat = u"mlflow.message.format";
inline constexpr QStringView ChatTools = u"mlflow.chat.tools";
inline constexpr QStringView LlmModel = u"mlflow.llm.model";
inline constexpr QStringView TokenUsage = u"mlflow.chat.tokenUsage";
inline constexpr QStringView LlmCost = u"mlflow.llm.cost";
inline constexpr QStringView TraceRequestId = u"mlflow.traceRequestId";
inline constexpr QStringView Phase = u"spanway.phase";
inline constexpr QStringView State = u"spanway.state";
} // namespace keys

} // namespace trace
