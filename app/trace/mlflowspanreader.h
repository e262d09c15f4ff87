// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "trace/issue.h"
#include "trace/tracerecord.h"

namespace trace {

/// Reads the spans of one trace in MLflow's JSON forms into a record whose info.id is known, and lists what it could
/// not use.
class MlflowSpanReader
{
public:
    /// `path`: where the list stands in the file, for the issues.
    MlflowSpanReader(TraceRecord &record, IssueList &issues, QString path);

    void read(const base::Json &spans);

private:
    void readSpan(const base::Json &json);
    void readTimes(const base::Json &json, Span &span);
    void readStatus(const base::Json &json, Span &span);
    void readEvents(const base::Json &events, Span &span);
    void readLinks(const base::Json &links, Span &span);
    SpanId spanId(const base::Json &json);
    std::optional<base::Timestamp> time(const base::Json &value);
    void unreadable(QStringView field);

    TraceRecord &m_record;
    IssueList &m_issues;
    QString m_path;
    qsizetype m_index = 0; ///< of the span in work
    QList<qsizetype> m_withoutStart; ///< places in m_record.spans
};

} // namespace trace
