// SPDX-License-Identifier: Apache-2.0
#include "base/streamredactor.h"

namespace base {

StreamRedactor::StreamRedactor(const Redactor *redactor)
    : m_redactor(redactor)
{ }

QByteArray StreamRedactor::feed(QByteArrayView piece)
{
    if (!m_redactor)
        return piece.toByteArray();
    m_held.append(piece);
    const qsizetype open = m_redactor->openTail(m_held);
    const QByteArray safe = m_redactor->redact(m_held.first(m_held.size() - open));
    m_held = m_held.last(open);
    return safe;
}

QByteArray StreamRedactor::finish()
{
    const QByteArray rest = m_redactor ? m_redactor->redact(m_held) : m_held;
    m_held.clear();
    return rest;
}

} // namespace base
