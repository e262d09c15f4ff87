// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/issue.h"
#include "trace/spanindex.h"
#include "trace/tracerecord.h"

#include <QtCore/QHash>

#include <vector>

namespace trace {

/// The shape and the numbers of a trace, without its payloads: columns, at most 100 bytes a span. A row is a span's
/// place in the record it was built from and never changes. Children are ordered by start. Whatever is wrong in the
/// data (unknown, own or circular parents, doubled ids, odd times) is loaded, shown at the top level and listed. A
/// value without locks: build it in any thread, then use it in one.
class TraceTree
{
public:
    struct Tokens
    {
        std::int32_t input = 0;
        std::int32_t output = 0;
        std::int32_t total = 0;
        std::int32_t cacheRead = -1; ///< -1: not told
    };

    TraceTree() = default;
    explicit TraceTree(const TraceRecord &record);

    struct Appended
    {
        int row = 0;
        QList<int> adopted; ///< earlier rows that waited for this parent and have moved below it
    };
    /// A live trace got one more span.
    Appended append(const Span &span);
    /// Name, type, status, times or usage of a row changed. Rows keep their place among their siblings.
    void update(int row, const Span &span);

    int size() const { return int(m_ids.size()); }
    int find(const SpanId &id) const { return m_index.find(m_ids, id); } ///< -1 if there is none

    // Shape. Row -1 stands for the trace itself.
    int parent(int row) const { return m_parent[std::size_t(row)]; } ///< -1 at the top
    int depth(int row) const { return m_depth[std::size_t(row)]; } ///< 0 at the top
    int childCount(int row) const { return row < 0 ? m_topCount : m_childCount[std::size_t(row)]; }
    int firstChild(int row) const; ///< -1 if there is none
    int nextSibling(int row) const; ///< -1 after the last

    // What a row shows
    const SpanId &id(int row) const { return m_ids[std::size_t(row)]; }
    const QString &name(int row) const { return m_words[std::size_t(m_name[std::size_t(row)])]; }
    const QString &type(int row) const { return m_words[std::size_t(m_type[std::size_t(row)])]; }
    SpanStatus status(int row) const;
    bool isRunning(int row) const;
    bool errorBelow(int row) const; ///< a span somewhere below has status Error
    bool hasIssue(int row) const;
    std::optional<Tokens> tokens(int row) const; ///< as the span's own attribute tells them

    // Time, in nanoseconds
    base::Timestamp start() const { return at(m_start.empty() ? 0 : m_first); } ///< first start of all
    qint64 length() const { return m_last - m_first; } ///< to the last end (or start) that is known
    qint64 startOffset(int row) const { return m_start[std::size_t(row)] - m_first; }
    std::optional<qint64> endOffset(int row) const; ///< empty while running
    std::optional<qint64> duration(int row) const; ///< empty while running; never negative
    /// Duration less the time in which at least one child ran; empty while running. Costs the number of children, once.
    std::optional<qint64> selfTime(int row) const;

    const IssueList &issues() const { return m_issues; }
    std::size_t memoryBytes() const;

private:
    static base::Timestamp at(qint64 nanoseconds);
    int word(const QString &text);
    void addRow(const Span &span);
    void readSpan(int row, const Span &span);
    void readTokens(int row, const base::Json &usage);
    void resolveParent(int row, const std::optional<SpanId> &parent);
    void cutCycles();
    void link(int row);
    void unlink(int row);
    bool precedes(int a, int b) const;
    int &lastChild(int parent);
    bool isBelow(int row, int ancestor) const;
    void setDepths(int row);
    void markError(int row);
    void adoptOrphans(Appended &result);
    void dropSelfTime(int row);
    qint64 covered(int row, qint64 from, qint64 to) const;
    void checkTimes(int row);
    void checkRoots();
    void note(Issue::Kind kind, int row);

    std::vector<SpanId> m_ids;
    std::vector<std::int32_t> m_parent;
    std::vector<std::int32_t> m_name; ///< index into m_words
    std::vector<std::int32_t> m_type; ///< index into m_words
    std::vector<std::uint8_t> m_flags;
    std::vector<qint64> m_start;
    std::vector<qint64> m_end; ///< Running if there is none
    std::vector<std::int32_t> m_lastChild; ///< the list of children is circular: its last knows its first
    std::vector<std::int32_t> m_next;
    std::vector<std::int32_t> m_childCount;
    std::vector<std::int32_t> m_depth;
    mutable std::vector<qint64> m_self; ///< Unknown until asked for
    std::vector<std::int32_t> m_tokenOf; ///< index into m_tokens, -1: none
    std::vector<Tokens> m_tokens;

    SpanIndex m_index;
    QList<QString> m_words;
    QHash<QString, int> m_wordOf;
    QMultiHash<SpanId, int> m_waiting; ///< live rows whose parent has not come yet
    int m_lastTop = -1;
    int m_topCount = 0;
    qint64 m_first = 0;
    qint64 m_last = 0;
    IssueList m_issues;
};

} // namespace trace
