// SPDX-License-Identifier: Apache-2.0
#include "demo/models/dice.h"

namespace demo {

quint64 Dice::seedOf(QByteArrayView text, quint64 start)
{
    quint64 hash = start;
    for (const char c : text)
        hash = (hash ^ quint8(c)) * 1099511628211ULL;
    return hash;
}

quint64 Dice::next()
{
    m_state += 0x9e3779b97f4a7c15ULL;
    quint64 value = m_state;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

int Dice::below(int count)
{
    return int(next() % quint64(count));
}

} // namespace demo
