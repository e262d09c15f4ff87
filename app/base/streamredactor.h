// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/redactor.h"

namespace base {

/// Redacts one text that arrives in pieces: a secret cut by a piece's end is still found, because the possible
/// beginning of a secret is held back until the next piece decides.
class StreamRedactor
{
public:
    explicit StreamRedactor(const Redactor *redactor);

    /// The part of everything fed so far that is safe to pass on now.
    QByteArray feed(QByteArrayView piece);
    /// What was held back, at the end of the text.
    QByteArray finish();

private:
    const Redactor *m_redactor; ///< not owned, may be null: then nothing is held back
    QByteArray m_held;
};

} // namespace base
