// SPDX-License-Identifier: Apache-2.0
#include "text/markdown.h"

#include "text/blockbuilder.h"

#include <md4c.h>

namespace text {

namespace {

constexpr qsizetype longestPlainBlock = 4096;

BlockBuilder *builder(void *data)
{
    return static_cast<BlockBuilder *>(data);
}

int enterBlock(MD_BLOCKTYPE type, void *detail, void *data)
{
    builder(data)->enterBlock(type, detail);
    return 0;
}

int leaveBlock(MD_BLOCKTYPE type, void *, void *data)
{
    builder(data)->leaveBlock(type);
    return 0;
}

int enterSpan(MD_SPANTYPE type, void *detail, void *data)
{
    builder(data)->enterSpan(type, detail);
    return 0;
}

int leaveSpan(MD_SPANTYPE type, void *, void *data)
{
    builder(data)->leaveSpan(type);
    return 0;
}

int addText(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    builder(data)->addText(type, text, size);
    return 0;
}

} // namespace

QList<Block> parseMarkdown(const QString &source)
{
    const QByteArray utf8 = source.toUtf8();
    MD_PARSER parser{};
    parser.flags
        = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEURLAUTOLINKS;
    parser.enter_block = enterBlock;
    parser.leave_block = leaveBlock;
    parser.enter_span = enterSpan;
    parser.leave_span = leaveSpan;
    parser.text = addText;
    BlockBuilder blocks;
    // Fails only without memory, and then whatever was read so far is still right.
    md_parse(utf8.constData(), MD_SIZE(utf8.size()), &parser, &blocks);
    return blocks.take();
}

QList<Block> plainBlocks(const QString &source)
{
    QList<Block> blocks;
    qsizetype from = 0;
    while (from < source.size()) {
        qsizetype to = source.size();
        if (to - from > longestPlainBlock) {
            const qsizetype line = source.lastIndexOf(u'\n', from + longestPlainBlock);
            to = line > from ? line + 1 : from + longestPlainBlock;
            if (source[to - 1].isHighSurrogate())
                ++to;
        }
        QString part = source.mid(from, to - from);
        if (part.endsWith(u'\n'))
            part.chop(1);
        Block block;
        block.tight = from > 0;
        block.runs.append({part.replace(u'\n', QChar::LineSeparator), 0, {}});
        blocks.append(block);
        from = to;
    }
    return blocks;
}

} // namespace text
