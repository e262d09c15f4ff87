// SPDX-License-Identifier: Apache-2.0
#include "text/blockbuilder.h"

#include "text/entities.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace text {

namespace {

QString attributeText(const MD_ATTRIBUTE &attribute)
{
    QString text;
    for (int i = 0; attribute.text && attribute.substr_offsets[i] < attribute.size; ++i) {
        const MD_OFFSET from = attribute.substr_offsets[i];
        const QByteArrayView part(attribute.text + from, attribute.substr_offsets[i + 1] - from);
        text += attribute.substr_types[i] == MD_TEXT_ENTITY ? entityText(part) : QString::fromUtf8(part);
    }
    return text;
}

/// Only what a browser or a mail program opens harmlessly is a link; anything else stays text.
QString safeLink(const QString &address)
{
    constexpr std::array schemes{"http://"_L1, "https://"_L1, "mailto:"_L1};
    const auto begins = [&address](auto scheme) { return address.startsWith(scheme, Qt::CaseInsensitive); };
    return std::ranges::any_of(schemes, begins) ? address : QString();
}

int styleIndex(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_STRONG:
        return 0;
    case MD_SPAN_EM:
        return 1;
    case MD_SPAN_CODE:
        return 2;
    case MD_SPAN_DEL:
        return 3;
    default:
        return -1;
    }
}

Block::Align alignOf(MD_ALIGN align)
{
    if (align == MD_ALIGN_CENTER)
        return Block::Align::Centre;
    return align == MD_ALIGN_RIGHT ? Block::Align::Right : Block::Align::Left;
}

} // namespace

void BlockBuilder::enterBlock(MD_BLOCKTYPE type, const void *detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        close();
        m_levels.append({{Enclosure::Kind::Quote, {}, {}}, true});
        break;
    case MD_BLOCK_UL:
        close();
        m_lists.append({false, static_cast<const MD_BLOCK_UL_DETAIL *>(detail)->is_tight != 0, 1, {}});
        break;
    case MD_BLOCK_OL: {
        close();
        const auto *list = static_cast<const MD_BLOCK_OL_DETAIL *>(detail);
        m_lists.append({true, list->is_tight != 0, list->start, QLatin1Char(list->mark_delimiter)});
        break;
    }
    case MD_BLOCK_LI:
        close();
        startItem(*static_cast<const MD_BLOCK_LI_DETAIL *>(detail));
        break;
    case MD_BLOCK_HR:
        open(Block::Kind::Rule);
        close();
        break;
    case MD_BLOCK_H:
        open(Block::Kind::Heading);
        m_blocks.last().level = int(static_cast<const MD_BLOCK_H_DETAIL *>(detail)->level);
        break;
    case MD_BLOCK_CODE:
        open(Block::Kind::Code);
        m_blocks.last().language = attributeText(static_cast<const MD_BLOCK_CODE_DETAIL *>(detail)->lang);
        break;
    case MD_BLOCK_P:
        open(Block::Kind::Paragraph);
        break;
    case MD_BLOCK_TABLE:
        startTable(*static_cast<const MD_BLOCK_TABLE_DETAIL *>(detail));
        break;
    case MD_BLOCK_TR:
        m_blocks.last().rows.append(QList<Runs>());
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: {
        Block &table = m_blocks.last();
        const qsizetype column = table.rows.last().size();
        if (column < table.columns.size())
            table.columns[column] = alignOf(static_cast<const MD_BLOCK_TD_DETAIL *>(detail)->align);
        table.rows.last().append(Runs());
        break;
    }
    default:
        break;
    }
}

void BlockBuilder::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        close();
        m_lists.removeLast();
        break;
    case MD_BLOCK_QUOTE:
        close();
        m_levels.removeLast();
        break;
    case MD_BLOCK_LI:
        if (!m_levels.last().shown)
            open(Block::Kind::Paragraph); // an empty item is a line of its own
        close();
        m_levels.removeLast();
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_P:
    case MD_BLOCK_TABLE:
        close();
        break;
    default:
        break;
    }
}

void BlockBuilder::startItem(const MD_BLOCK_LI_DETAIL &detail)
{
    Level level;
    level.enclosure.kind = Enclosure::Kind::Item;
    List &list = m_lists.last();
    level.enclosure.marker = list.ordered ? QString::number(list.next++) + list.delimiter : u"•"_s;
    if (detail.is_task)
        level.enclosure.task = detail.task_mark != ' ';
    m_levels.append(level);
}

void BlockBuilder::startTable(const MD_BLOCK_TABLE_DETAIL &detail)
{
    open(Block::Kind::Table);
    m_blocks.last().columns.resize(qsizetype(detail.col_count), Block::Align::Left);
}

void BlockBuilder::enterSpan(MD_SPANTYPE type, const void *detail)
{
    if (const int index = styleIndex(type); index >= 0) {
        ++m_styleDepth[index];
        m_style |= quint8(1 << index);
    } else if (type == MD_SPAN_A) {
        m_links.append(safeLink(attributeText(static_cast<const MD_SPAN_A_DETAIL *>(detail)->href)));
    } else if (type == MD_SPAN_IMG) {
        // Never loaded: a picture's address is a way to send text out. It is shown as a link that asks.
        m_links.append(safeLink(attributeText(static_cast<const MD_SPAN_IMG_DETAIL *>(detail)->src)));
        append(QCoreApplication::translate("text::Markdown", "Image, not loaded: "));
    }
}

void BlockBuilder::leaveSpan(MD_SPANTYPE type)
{
    if (const int index = styleIndex(type); index >= 0) {
        if (--m_styleDepth[index] == 0)
            m_style &= quint8(~(1 << index));
    } else if (type == MD_SPAN_A || type == MD_SPAN_IMG) {
        m_links.removeLast();
    }
}

void BlockBuilder::addText(MD_TEXTTYPE type, const char *text, MD_SIZE size)
{
    const QByteArrayView bytes(text, size);
    if (m_isOpen && m_blocks.last().kind == Block::Kind::Code) {
        m_blocks.last().code
            += type == MD_TEXT_NULLCHAR ? QString(QChar::ReplacementCharacter) : QString::fromUtf8(bytes);
        return;
    }
    switch (type) {
    case MD_TEXT_NULLCHAR:
        append(QString(QChar::ReplacementCharacter));
        break;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR: // models break a line where they mean a new line
        append(QString(QChar::LineSeparator));
        break;
    case MD_TEXT_ENTITY:
        append(entityText(bytes));
        break;
    default:
        append(QString::fromUtf8(bytes));
    }
}

void BlockBuilder::open(Block::Kind kind)
{
    close();
    Block block;
    block.kind = kind;
    block.tight = !m_lists.isEmpty() && m_lists.last().tight;
    for (Level &level : m_levels) {
        Enclosure enclosure = level.enclosure;
        if (std::exchange(level.shown, true)) {
            enclosure.marker.clear();
            enclosure.task.reset();
        }
        if (block.around.size() < Block::deepest)
            block.around.append(enclosure);
    }
    m_blocks.append(block);
    m_isOpen = true;
}

void BlockBuilder::close()
{
    m_isOpen = false;
}

Runs &BlockBuilder::runs()
{
    if (!m_isOpen)
        open(Block::Kind::Paragraph); // text of a tight item comes without a paragraph
    Block &block = m_blocks.last();
    const bool inCell = block.kind == Block::Kind::Table && !block.rows.isEmpty() && !block.rows.last().isEmpty();
    return inCell ? block.rows.last().last() : block.runs;
}

void BlockBuilder::append(const QString &text)
{
    Runs &into = runs();
    const QString link = m_links.isEmpty() ? QString() : m_links.last();
    if (!into.isEmpty() && into.last().style == m_style && into.last().link == link)
        into.last().text += text;
    else
        into.append({text, m_style, link});
}

QList<Block> BlockBuilder::take()
{
    return std::move(m_blocks);
}

} // namespace text
