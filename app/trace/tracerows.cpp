// SPDX-License-Identifier: Apache-2.0
#include "trace/tracerows.h"

#include <algorithm>

namespace trace {

TraceRows::TraceRows(const TraceTree *tree, Observer *observer)
    : m_tree(tree)
    , m_observer(observer)
{
    m_folded.assign(std::size_t(tree->size()), false);
    rebuild();
}

int TraceRows::positionOf(int row) const
{
    // A row may have an entry that an insertion above it has outdated: it counts only if the list agrees.
    m_position.resize(std::size_t(m_tree->size()), -1);
    const auto holds = [this, row](int position) {
        return position >= 0 && position < m_known && m_visible[std::size_t(position)] == row;
    };
    if (const int position = m_position[std::size_t(row)]; holds(position))
        return position;
    if (!isShown(row))
        return -1;
    for (; m_known < count(); ++m_known)
        m_position[std::size_t(m_visible[std::size_t(m_known)])] = m_known;
    return m_position[std::size_t(row)];
}

void TraceRows::expand(int row)
{
    if (isExpanded(row))
        return;
    m_folded[std::size_t(row)] = false;
    const int position = positionOf(row);
    if (position < 0)
        return;
    std::vector<std::int32_t> rows;
    for (int child = m_tree->firstChild(row); child >= 0; child = m_tree->nextSibling(child))
        collect(child, rows);
    insert(position + 1, rows);
}

void TraceRows::collapse(int row)
{
    if (!isExpanded(row))
        return;
    const int position = positionOf(row);
    if (position >= 0) {
        const int end = endOf(row);
        const int removed = end - position - 1;
        if (removed > 0 && m_observer)
            m_observer->beginRemove(position + 1, removed);
        m_visible.erase(m_visible.begin() + position + 1, m_visible.begin() + end);
        m_known = std::min(m_known, position + 1);
        m_folded[std::size_t(row)] = true;
        if (removed > 0 && m_observer)
            m_observer->endRemove();
        return;
    }
    m_folded[std::size_t(row)] = true;
}

void TraceRows::expandAll()
{
    m_folded.assign(std::size_t(m_tree->size()), false);
    rebuild();
}

void TraceRows::collapseAll()
{
    m_folded.assign(std::size_t(m_tree->size()), true);
    rebuild();
}

void TraceRows::expandToDepth(int depth)
{
    for (int row = 0; row < m_tree->size(); ++row)
        m_folded[std::size_t(row)] = m_tree->depth(row) >= depth;
    rebuild();
}

int TraceRows::reveal(int row)
{
    std::vector<int> folded;
    for (int above = m_tree->parent(row); above >= 0; above = m_tree->parent(above)) {
        if (!isExpanded(above))
            folded.push_back(above);
    }
    for (auto it = folded.crbegin(); it != folded.crend(); ++it)
        expand(*it);
    return positionOf(row);
}

void TraceRows::reset(const TraceTree *tree)
{
    m_tree = tree;
    m_folded.assign(std::size_t(tree->size()), false);
    m_position.clear();
    rebuild();
}

void TraceRows::appended(const TraceTree::Appended &change)
{
    m_folded.resize(std::size_t(m_tree->size()), false);
    if (!change.adopted.isEmpty()) {
        rebuild(); // rows moved: rare, and an item model cannot be told of it more cheaply without keeping the old tree
        return;
    }
    if (isShown(change.row))
        insert(endOf(change.row), {change.row});
}

void TraceRows::rebuild()
{
    if (m_observer)
        m_observer->beginReset();
    m_visible.clear();
    m_known = 0;
    for (int row = m_tree->firstChild(-1); row >= 0; row = m_tree->nextSibling(row))
        collect(row, m_visible);
    if (m_observer)
        m_observer->endReset();
}

/// The row and everything below it that can be seen; without recursion, a chain of spans may be very deep.
void TraceRows::collect(int row, std::vector<std::int32_t> &into) const
{
    int at = row;
    while (true) {
        into.push_back(at);
        if (isExpanded(at) && m_tree->firstChild(at) >= 0) {
            at = m_tree->firstChild(at);
            continue;
        }
        while (at != row && m_tree->nextSibling(at) < 0)
            at = m_tree->parent(at);
        if (at == row)
            return;
        at = m_tree->nextSibling(at);
    }
}

/// Where the row's block ends: the position of what follows it in the tree. The row itself need not be in the list yet.
int TraceRows::endOf(int row) const
{
    for (int at = row; at >= 0; at = m_tree->parent(at)) {
        if (const int next = m_tree->nextSibling(at); next >= 0)
            return positionOf(next);
    }
    return count();
}

bool TraceRows::isShown(int row) const
{
    for (int above = m_tree->parent(row); above >= 0; above = m_tree->parent(above)) {
        if (!isExpanded(above))
            return false;
    }
    return true;
}

void TraceRows::insert(int position, const std::vector<std::int32_t> &rows)
{
    if (rows.empty())
        return;
    if (m_observer)
        m_observer->beginInsert(position, int(rows.size()));
    m_visible.insert(m_visible.begin() + position, rows.begin(), rows.end());
    m_known = std::min(m_known, position);
    if (m_observer)
        m_observer->endInsert();
}

} // namespace trace
