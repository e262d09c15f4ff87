// SPDX-License-Identifier: Apache-2.0
#include "trace/spanindex.h"

#include <bit>
#include <utility>

namespace trace {

namespace {

constexpr std::int32_t Free = -1;
constexpr std::size_t FewestSlots = 16;

/// Slots for `count` entries at a load of at most three quarters.
std::size_t slotsFor(std::size_t count)
{
    return std::max(FewestSlots, std::bit_ceil(count + count / 3 + 1));
}

} // namespace

void SpanIndex::reserve(std::size_t count)
{
    if (m_used == 0)
        m_slots.assign(slotsFor(count), Free);
}

bool SpanIndex::insert(const std::vector<SpanId> &ids, int row)
{
    if (slotsFor(m_used + 1) > m_slots.size())
        grow(ids, slotsFor(m_used + 1));
    const std::size_t slot = slotOf(ids, ids[std::size_t(row)]);
    if (m_slots[slot] != Free)
        return false;
    m_slots[slot] = row;
    ++m_used;
    return true;
}

int SpanIndex::find(const std::vector<SpanId> &ids, const SpanId &id) const
{
    return m_slots.empty() ? -1 : m_slots[slotOf(ids, id)];
}

std::size_t SpanIndex::slotOf(const std::vector<SpanId> &ids, const SpanId &id) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = qHash(id) & mask;
    while (m_slots[slot] != Free && ids[std::size_t(m_slots[slot])] != id)
        slot = (slot + 1) & mask;
    return slot;
}

void SpanIndex::grow(const std::vector<SpanId> &ids, std::size_t slots)
{
    const auto old = std::exchange(m_slots, std::vector<std::int32_t>(slots, Free));
    for (const std::int32_t row : old) {
        if (row != Free)
            m_slots[slotOf(ids, ids[std::size_t(row)])] = row;
    }
}

} // namespace trace
