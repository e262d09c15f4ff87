// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace llm {

/// Event stream to data payloads, byte by byte: any split, LF, CRLF or CR, a last line without newline (Kong's
/// `[DONE]`), comments and other fields skipped, empty data dropped, a byte order mark skipped. Events over `maxLine`
/// bytes are an error.
class SseParser
{
public:
    static constexpr qsizetype maxLine = 16 * 1024 * 1024;

    /// Payloads completed by these bytes. After an error the parser stays broken.
    base::Result<QList<QByteArray>> feed(QByteArrayView bytes);
    /// End of body: a pending line or event counts as complete.
    QList<QByteArray> finish();

private:
    void endLine(QList<QByteArray> &out);

    QByteArray m_line;
    QByteArray m_data;
    bool m_hasData = false;
    bool m_skipLf = false;
    bool m_firstLine = true;
    bool m_broken = false;
};

} // namespace llm
