// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QList>

namespace demo {

/// A small generator whose sequence depends on its seed only (splitmix64), the same on every machine.
class Dice
{
public:
    explicit Dice(quint64 seed)
        : m_state(seed)
    { }

    /// 64-bit FNV-1a: the seed that belongs to a text.
    static quint64 seedOf(QByteArrayView text, quint64 start = 14695981039346656037ULL);

    quint64 next();
    /// 0 to count - 1; count must be positive.
    int below(int count);
    template <typename T> const T &pick(const QList<T> &list) { return list.at(below(int(list.size()))); }

private:
    quint64 m_state;
};

} // namespace demo
