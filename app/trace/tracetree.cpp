// SPDX-License-Identifier: Apache-2.0
#include "trace/tracetree.h"

#include <algorithm>
#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;

namespace trace {

namespace {

constexpr qint64 Running = std::numeric_limits<qint64>::min();
constexpr qint64 Unknown = std::numeric_limits<qint64>::min();

enum Flag : std::uint8_t { StatusMask = 3, ErrorBelow = 4, HasIssue = 8, Stray = 16, Doubled = 32 };

/// Never before 1970, so that any two times can be subtracted.
qint64 count(base::Timestamp time)
{
    return std::max<qint64>(0, time.time_since_epoch().count());
}

bool isBefore1970(const Span &span)
{
    return span.start < base::Timestamp() || (span.end && *span.end < base::Timestamp());
}

std::int32_t tokenNumber(const base::Json &value, std::int32_t missing)
{
    constexpr qint64 Most = std::numeric_limits<std::int32_t>::max();
    return value.isNumber() ? std::int32_t(std::clamp<qint64>(value.toInt64(), 0, Most)) : missing;
}

} // namespace

TraceTree::TraceTree(const TraceRecord &record)
{
    const auto rows = std::size_t(record.spans.size());
    m_ids.reserve(rows);
    for (auto *column : {&m_parent, &m_name, &m_type, &m_lastChild, &m_next, &m_childCount, &m_depth, &m_tokenOf})
        column->reserve(rows);
    for (auto *column : {&m_start, &m_end, &m_self})
        column->reserve(rows);
    m_flags.reserve(rows);
    m_index.reserve(rows);
    for (const Span &span : record.spans)
        addRow(span);
    for (int row = 0; row < size(); ++row)
        resolveParent(row, record.spans.at(row).parent);
    cutCycles();
    std::vector<int> order(rows);
    std::iota(order.begin(), order.end(), 0);
    const auto inOrder = [this](int a, int b) { return precedes(a, b); };
    if (!std::is_sorted(order.cbegin(), order.cend(), inOrder))
        std::stable_sort(order.begin(), order.end(), inOrder);
    for (const int row : order)
        link(row);
    for (int row = 0; row < size(); ++row) {
        checkTimes(row);
        if (status(row) == SpanStatus::Error)
            markError(row);
    }
    checkRoots();
    m_tokens.shrink_to_fit();
}

TraceTree::Appended TraceTree::append(const Span &span)
{
    Appended result{size(), {}};
    const int row = result.row;
    addRow(span);
    const bool known = !span.parent || m_index.find(m_ids, *span.parent) >= 0;
    if (known) {
        resolveParent(row, span.parent);
    } else {
        // No issue yet: live spans may arrive child first.
        m_waiting.insert(*span.parent, row);
        m_flags[std::size_t(row)] |= Stray;
    }
    const int parent = m_parent[std::size_t(row)];
    m_depth[std::size_t(row)] = parent < 0 ? 0 : m_depth[std::size_t(parent)] + 1;
    link(row);
    adoptOrphans(result);
    dropSelfTime(parent);
    checkTimes(row);
    if (status(row) == SpanStatus::Error || errorBelow(row))
        markError(row);
    return result;
}

void TraceTree::update(int row, const Span &span)
{
    readSpan(row, span);
    dropSelfTime(row);
    dropSelfTime(parent(row));
    if (status(row) == SpanStatus::Error)
        markError(row);
}

int TraceTree::firstChild(int row) const
{
    const int last = row < 0 ? m_lastTop : m_lastChild[std::size_t(row)];
    return last < 0 ? -1 : m_next[std::size_t(last)];
}

int TraceTree::nextSibling(int row) const
{
    const int above = parent(row);
    const int last = above < 0 ? m_lastTop : m_lastChild[std::size_t(above)];
    return row == last ? -1 : m_next[std::size_t(row)];
}

SpanStatus TraceTree::status(int row) const
{
    return SpanStatus(m_flags[std::size_t(row)] & StatusMask);
}

bool TraceTree::isRunning(int row) const
{
    return m_end[std::size_t(row)] == Running;
}

bool TraceTree::errorBelow(int row) const
{
    return m_flags[std::size_t(row)] & ErrorBelow;
}

bool TraceTree::hasIssue(int row) const
{
    return m_flags[std::size_t(row)] & HasIssue;
}

std::optional<TraceTree::Tokens> TraceTree::tokens(int row) const
{
    const int index = m_tokenOf[std::size_t(row)];
    return index < 0 ? std::nullopt : std::optional(m_tokens[std::size_t(index)]);
}

std::optional<qint64> TraceTree::endOffset(int row) const
{
    return isRunning(row) ? std::nullopt : std::optional(m_end[std::size_t(row)] - m_first);
}

std::optional<qint64> TraceTree::duration(int row) const
{
    if (isRunning(row))
        return std::nullopt;
    return std::max<qint64>(0, m_end[std::size_t(row)] - m_start[std::size_t(row)]);
}

std::optional<qint64> TraceTree::selfTime(int row) const
{
    if (isRunning(row))
        return std::nullopt;
    qint64 &self = m_self[std::size_t(row)];
    if (self == Unknown)
        self = *duration(row) - covered(row, m_start[std::size_t(row)], m_end[std::size_t(row)]);
    return self;
}

std::size_t TraceTree::memoryBytes() const
{
    const auto bytes = [](const auto &column) { return column.capacity() * sizeof(column[0]); };
    std::size_t words = 0;
    for (const QString &text : m_words)
        words += std::size_t(text.size()) * sizeof(QChar) + 2 * sizeof(QString);
    return bytes(m_ids) + bytes(m_parent) + bytes(m_name) + bytes(m_type) + bytes(m_flags) + bytes(m_start)
        + bytes(m_end) + bytes(m_lastChild) + bytes(m_next) + bytes(m_childCount) + bytes(m_depth) + bytes(m_self)
        + bytes(m_tokenOf) + bytes(m_tokens) + m_index.memoryBytes() + words;
}

base::Timestamp TraceTree::at(qint64 nanoseconds)
{
    return base::Timestamp(std::chrono::nanoseconds(nanoseconds));
}

int TraceTree::word(const QString &text)
{
    const auto it = m_wordOf.constFind(text);
    if (it != m_wordOf.cend())
        return *it;
    const int index = int(m_words.size());
    m_words.append(text);
    m_wordOf.insert(text, index);
    return index;
}

void TraceTree::addRow(const Span &span)
{
    const int row = size();
    m_ids.push_back(span.id);
    m_flags.push_back(0);
    m_start.push_back(0);
    m_end.push_back(Running);
    m_self.push_back(Unknown);
    for (auto *column : {&m_parent, &m_lastChild, &m_next, &m_tokenOf})
        column->push_back(-1);
    for (auto *column : {&m_name, &m_type, &m_childCount, &m_depth})
        column->push_back(0);
    readSpan(row, span);
    if (!m_index.insert(m_ids, row)) {
        m_flags[std::size_t(row)] |= Doubled;
        note(Issue::Kind::DoubleId, row);
    }
}

void TraceTree::readSpan(int row, const Span &span)
{
    const auto at = std::size_t(row);
    m_name[at] = word(span.name);
    m_type[at] = word(span.type);
    m_flags[at] = std::uint8_t((m_flags[at] & ~StatusMask) | int(span.status));
    m_start[at] = count(span.start);
    m_end[at] = span.end ? count(*span.end) : Running;
    const qint64 last = span.end ? std::max(m_start[at], m_end[at]) : m_start[at];
    const bool first = row == 0 && size() == 1;
    m_first = first ? m_start[at] : std::min(m_first, m_start[at]);
    m_last = first ? last : std::max(m_last, last);
    if (isBefore1970(span))
        note(Issue::Kind::StrangeTime, row);
    readTokens(row, span.attributes[keys::TokenUsage]);
}

void TraceTree::readTokens(int row, const base::Json &usage)
{
    if (!usage.isObject())
        return;
    std::int32_t &index = m_tokenOf[std::size_t(row)];
    if (index < 0) {
        index = std::int32_t(m_tokens.size());
        m_tokens.emplace_back();
    }
    m_tokens[std::size_t(index)]
        = {tokenNumber(usage[u"input_tokens"], 0), tokenNumber(usage[u"output_tokens"], 0),
           tokenNumber(usage[u"total_tokens"], 0), tokenNumber(usage[u"cache_read_input_tokens"], -1)};
}

void TraceTree::resolveParent(int row, const std::optional<SpanId> &parent)
{
    if (!parent)
        return;
    const int above = m_index.find(m_ids, *parent);
    if (above >= 0 && m_ids[std::size_t(row)] != *parent) {
        m_parent[std::size_t(row)] = above;
        return;
    }
    m_flags[std::size_t(row)] |= Stray;
    note(above < 0 ? Issue::Kind::Orphan : Issue::Kind::OwnParent, row);
}

/// Walks up from every row until it meets a row whose depth is known, and sets the depths on the way back.
void TraceTree::cutCycles()
{
    constexpr int NotYet = -1;
    constexpr int OnPath = -2;
    std::fill(m_depth.begin(), m_depth.end(), NotYet);
    std::vector<int> path;
    for (int row = 0; row < size(); ++row) {
        path.clear();
        int at = row;
        while (at >= 0 && m_depth[std::size_t(at)] == NotYet) {
            m_depth[std::size_t(at)] = OnPath;
            path.push_back(at);
            at = parent(at);
        }
        if (at >= 0 && m_depth[std::size_t(at)] == OnPath) {
            const auto loop = std::find(path.begin(), path.end(), at);
            // The top of the cut loop must be the end of the walk, so that depths grow back from it.
            const auto top = std::min_element(loop, path.end());
            std::rotate(loop, top + 1, path.end());
            m_parent[std::size_t(path.back())] = -1;
            m_flags[std::size_t(path.back())] |= Stray;
            note(Issue::Kind::Cycle, path.back());
        }
        for (auto it = path.crbegin(); it != path.crend(); ++it) {
            const int above = parent(*it);
            m_depth[std::size_t(*it)] = above < 0 ? 0 : m_depth[std::size_t(above)] + 1;
        }
    }
}

bool TraceTree::precedes(int a, int b) const
{
    const bool strayA = m_flags[std::size_t(a)] & Stray;
    const bool strayB = m_flags[std::size_t(b)] & Stray;
    return strayA != strayB ? strayB : m_start[std::size_t(a)] < m_start[std::size_t(b)];
}

int &TraceTree::lastChild(int parent)
{
    return parent < 0 ? m_lastTop : m_lastChild[std::size_t(parent)];
}

void TraceTree::link(int row)
{
    const int above = parent(row);
    int &last = lastChild(above);
    ++(above < 0 ? m_topCount : m_childCount[std::size_t(above)]);
    if (last < 0) {
        m_next[std::size_t(row)] = row;
        last = row;
        return;
    }
    int before = last;
    if (precedes(row, last)) {
        while (!precedes(row, m_next[std::size_t(before)]))
            before = m_next[std::size_t(before)];
    } else {
        last = row;
    }
    m_next[std::size_t(row)] = m_next[std::size_t(before)];
    m_next[std::size_t(before)] = row;
}

void TraceTree::unlink(int row)
{
    const int above = parent(row);
    int &last = lastChild(above);
    --(above < 0 ? m_topCount : m_childCount[std::size_t(above)]);
    int before = last;
    while (m_next[std::size_t(before)] != row)
        before = m_next[std::size_t(before)];
    m_next[std::size_t(before)] = m_next[std::size_t(row)];
    if (last == row)
        last = before == row ? -1 : before;
}

void TraceTree::adoptOrphans(Appended &result)
{
    const SpanId id = m_ids[std::size_t(result.row)];
    for (const int child : m_waiting.values(id)) {
        m_waiting.remove(id, child);
        if (isBelow(result.row, child)) {
            note(Issue::Kind::Cycle, child);
            continue;
        }
        unlink(child);
        m_parent[std::size_t(child)] = result.row;
        m_flags[std::size_t(child)] &= std::uint8_t(~Stray);
        link(child);
        setDepths(child);
        if (status(child) == SpanStatus::Error || errorBelow(child))
            markError(child);
        result.adopted.append(child);
    }
    std::sort(result.adopted.begin(), result.adopted.end());
}

bool TraceTree::isBelow(int row, int ancestor) const
{
    while (row >= 0 && row != ancestor)
        row = parent(row);
    return row == ancestor;
}

void TraceTree::setDepths(int row)
{
    std::vector<int> open{row};
    while (!open.empty()) {
        const int at = open.back();
        open.pop_back();
        m_depth[std::size_t(at)] = depth(parent(at)) + 1;
        for (int child = firstChild(at); child >= 0; child = nextSibling(child))
            open.push_back(child);
    }
}

void TraceTree::markError(int row)
{
    for (int above = parent(row); above >= 0 && !errorBelow(above); above = parent(above))
        m_flags[std::size_t(above)] |= ErrorBelow;
}

void TraceTree::dropSelfTime(int row)
{
    if (row >= 0)
        m_self[std::size_t(row)] = Unknown;
}

/// How much of [from, to] is covered by children; they are ordered by start.
qint64 TraceTree::covered(int row, qint64 from, qint64 to) const
{
    qint64 sum = 0;
    qint64 reached = from;
    for (int child = firstChild(row); child >= 0; child = nextSibling(child)) {
        const qint64 begin = std::max(reached, m_start[std::size_t(child)]);
        const qint64 end = isRunning(child) ? to : std::min(to, m_end[std::size_t(child)]);
        if (end > begin) {
            sum += end - begin;
            reached = end;
        }
    }
    return sum;
}

void TraceTree::checkTimes(int row)
{
    const auto at = std::size_t(row);
    if (!isRunning(row) && m_end[at] < m_start[at])
        note(Issue::Kind::EndsBeforeStart, row);
    const int above = parent(row);
    if (above >= 0 && m_start[at] < m_start[std::size_t(above)])
        note(Issue::Kind::StartsBeforeParent, row);
}

void TraceTree::checkRoots()
{
    int roots = 0;
    for (int row = firstChild(-1); row >= 0; row = nextSibling(row))
        roots += m_flags[std::size_t(row)] & Stray ? 0 : 1;
    if (roots == 0 && size() > 0)
        note(Issue::Kind::NoRoot, -1);
    else if (roots > 1)
        note(Issue::Kind::SeveralRoots, -1);
}

void TraceTree::note(Issue::Kind kind, int row)
{
    if (row >= 0)
        m_flags[std::size_t(row)] |= HasIssue;
    m_issues.add(kind, row, [this, row] { return row < 0 ? QString() : u"%1 (%2)"_s.arg(name(row), id(row).hex()); });
}

} // namespace trace
