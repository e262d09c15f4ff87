// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/ids.h"

#include <cstdint>
#include <vector>

namespace trace {

/// Finds the row of a span id: a hash table of row numbers only, so that it costs at most 11 bytes a span. The ids stay
/// in the caller's column, which is handed in with each call. The first row of a doubled id wins.
class SpanIndex
{
public:
    void reserve(std::size_t count);
    /// Takes in ids[row]; false if the id is known already.
    bool insert(const std::vector<SpanId> &ids, int row);
    int find(const std::vector<SpanId> &ids, const SpanId &id) const; ///< -1 if unknown

    std::size_t memoryBytes() const { return m_slots.capacity() * sizeof(std::int32_t); }

private:
    std::size_t slotOf(const std::vector<SpanId> &ids, const SpanId &id) const;
    void grow(const std::vector<SpanId> &ids, std::size_t slots);

    std::vector<std::int32_t> m_slots; ///< a power of two; -1 is free
    std::size_t m_used = 0;
};

} // namespace trace
