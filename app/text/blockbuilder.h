// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/block.h"

#include <md4c.h>

namespace text {

/// Turns md4c's calls into blocks. One use, one thread.
class BlockBuilder
{
public:
    void enterBlock(MD_BLOCKTYPE type, const void *detail);
    void leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type, const void *detail);
    void leaveSpan(MD_SPANTYPE type);
    void addText(MD_TEXTTYPE type, const char *text, MD_SIZE size);

    QList<Block> take();

private:
    struct List
    {
        bool ordered = false;
        bool tight = false;
        unsigned next = 1;
        QChar delimiter;
    };
    struct Level
    {
        Enclosure enclosure;
        bool shown = false; ///< the marker stands at a block already
    };

    void open(Block::Kind kind);
    void close();
    void startItem(const MD_BLOCK_LI_DETAIL &detail);
    void startTable(const MD_BLOCK_TABLE_DETAIL &detail);
    void append(const QString &text);
    Runs &runs();

    QList<Block> m_blocks;
    QList<List> m_lists;
    QList<Level> m_levels;
    bool m_isOpen = false; ///< the last block takes text
    quint8 m_style = 0;
    QList<int> m_styleDepth = {0, 0, 0, 0};
    QList<QString> m_links;
};

} // namespace text
