// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

namespace trace {

/// Something wrong in a trace that was loaded all the same.
struct Issue
{
    enum class Kind {
        Unreadable, ///< a field could not be used; its place is in the file
        DoubleId, ///< a second span with the id of an earlier one
        OwnParent,
        Cycle, ///< parents that lead back to where they began; cut at this span
        Orphan, ///< the parent is not in the trace
        EndsBeforeStart,
        StrangeTime, ///< before 1970 or, which looks the same, later than 64 bits hold
        StartsBeforeParent, ///< clocks of two machines that disagree, as a rule
        NoRoot,
        SeveralRoots
    };

    Kind kind = Kind::Unreadable;
    int row = -1; ///< the span's place in the record, -1: the trace itself
    QString place; ///< the span's name and id, or a path in the file ("data.spans[3].name")
    QString text; ///< for people, without the place

    bool operator==(const Issue &) const = default;
};

/// What an issue means, for people.
QString issueText(Issue::Kind kind);

/// Issues in the order found. A broken file may hold one per span: only the first thousand are kept, all are counted.
class IssueList
{
public:
    /// `place` is asked for only if the issue is kept.
    template <typename Place> void add(Issue::Kind kind, int row, Place place)
    {
        ++m_count;
        if (m_issues.size() < Kept)
            m_issues.append({kind, row, place(), issueText(kind)});
    }

    const QList<Issue> &kept() const { return m_issues; }
    qsizetype count() const { return m_count; }
    bool isEmpty() const { return m_count == 0; }

private:
    static constexpr qsizetype Kept = 1000;
    QList<Issue> m_issues;
    qsizetype m_count = 0;
};

} // namespace trace
