// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/types.h"

namespace http {

/// Collects the lines of an answer's header block as libcurl hands them out, one call a line. Answers of 1xx are
/// skipped, folded lines joined, trailers counted but dropped.
class HeadReader
{
public:
    enum class Verdict { More, Complete, TooLarge, Malformed };

    /// Bound of all header lines of one exchange together; libcurl 7.88 has none.
    static constexpr qint64 byteLimit = 256 * 1024;

    /// Complete is returned once, at the empty line that ends the final answer's block.
    Verdict feed(QByteArrayView line);

    /// A line of the final answer, or of one before it, has come.
    bool hasBegun() const { return m_bytes > 0; }
    bool isComplete() const { return m_complete; }
    const Head &head() const { return m_head; }
    Head &head() { return m_head; }

private:
    Verdict endBlock();
    void readStatusLine(QByteArrayView line);
    void readField(QByteArrayView line);
    bool hasTwoLengths() const;

    Head m_head;
    qint64 m_bytes = 0;
    bool m_complete = false;
};

} // namespace http
