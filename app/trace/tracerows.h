// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/tracetree.h"

namespace trace {

/// The rows of a trace tree that can be seen, from top to bottom, and which of them are folded. Everything starts
/// unfolded. Each operation costs what it shows or hides (and one move of the numbers behind it in memory). The tree
/// belongs to the caller and must be told of in time: see appended().
class TraceRows
{
public:
    /// Told around every change of the visible rows, in the way an item model must announce it. Positions count from
    /// the top.
    class Observer
    {
    public:
        virtual ~Observer() = default;
        virtual void beginInsert(int position, int count) = 0;
        virtual void endInsert() = 0;
        virtual void beginRemove(int position, int count) = 0;
        virtual void endRemove() = 0;
        virtual void beginReset() = 0;
        virtual void endReset() = 0;
    };

    explicit TraceRows(const TraceTree *tree, Observer *observer = nullptr);

    int count() const { return int(m_visible.size()); }
    int rowAt(int position) const { return m_visible[std::size_t(position)]; }
    int positionOf(int row) const; ///< -1 if a folded ancestor hides it
    bool isExpanded(int row) const { return !m_folded[std::size_t(row)]; }

    void expand(int row);
    void collapse(int row);
    void expandAll();
    void collapseAll(); ///< only the top level stays
    void expandToDepth(int depth); ///< rows deeper than `depth` are hidden
    /// Unfolds what hides the row; gives its position.
    int reveal(int row);

    /// The tree was replaced: everything unfolded.
    void reset(const TraceTree *tree);
    /// TraceTree::append() has just given this.
    void appended(const TraceTree::Appended &change);

private:
    void rebuild();
    void collect(int row, std::vector<std::int32_t> &into) const;
    int endOf(int row) const;
    bool isShown(int row) const;
    void insert(int position, const std::vector<std::int32_t> &rows);

    const TraceTree *m_tree; ///< not owned
    Observer *m_observer; ///< not owned, may be null
    std::vector<std::int32_t> m_visible;
    std::vector<bool> m_folded; ///< per row
    mutable std::vector<std::int32_t> m_position; ///< per row; right below m_known only
    mutable int m_known = 0; ///< positions before this one are entered in m_position
};

} // namespace trace
