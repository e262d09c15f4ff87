// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/block.h"
#include "text/markdownsplitter.h"

namespace text {

/// The blocks of a Markdown text that grows at its end. Each step parses only the chunk that is still open; the rest is
/// frozen. One thread.
class MarkdownStream
{
public:
    /// The whole text so far. One that does not continue the last is read from its beginning.
    void setText(const QString &text);
    /// Nothing more comes.
    void finish();

    const QList<Block> &blocks() const { return m_blocks; }
    /// Blocks before this index are what they were before the last setText() or finish().
    qsizetype firstChanged() const { return m_firstChanged; }
    /// Only the code of the block at firstChanged() grew: it is the last one, and it was there before.
    bool onlyCodeGrew() const { return m_onlyCodeGrew; }

private:
    void readCode();
    void readChunk(qsizetype from, qsizetype to, const QString &definitions);

    QString m_text;
    MarkdownSplitter m_splitter;
    QList<Block> m_blocks;
    qsizetype m_read = 0; ///< chunks whose blocks are frozen
    qsizetype m_frozenBlocks = 0;
    qsizetype m_firstChanged = 0;
    qsizetype m_codeRead = -1; ///< text up to here is in the open code block; -1: it has none
    bool m_onlyCodeGrew = false;
};

} // namespace text
