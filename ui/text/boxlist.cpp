// SPDX-License-Identifier: Apache-2.0
#include "ui/text/boxlist.h"

#include "ui/text/codebox.h"
#include "ui/text/paragraphbox.h"
#include "ui/text/readingstyle.h"
#include "ui/text/rulebox.h"
#include "ui/text/tablerowbox.h"

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr double paragraphSpace = 8;
constexpr double tightSpace = 1;
constexpr double headingSpace = 14;
constexpr double blockSpace = 10;
constexpr int mostMeasuredRows = 300; ///< of a table; later rows fit into what these need

double spaceBetween(const text::Block *above, const text::Block &block)
{
    using Kind = text::Block::Kind;
    if (!above)
        return 0;
    if (block.kind == Kind::Heading)
        return headingSpace;
    if (block.kind == Kind::Code || block.kind == Kind::Table || above->kind == Kind::Code || above->kind == Kind::Table)
        return blockSpace;
    return block.tight && above->tight ? tightSpace : paragraphSpace;
}

bool isInQuote(const text::Block &block)
{
    return !block.around.isEmpty() && block.around.first().kind == text::Enclosure::Kind::Quote;
}

} // namespace

BoxList::BoxList(const ReadingStyle &style)
    : m_style(&style)
{
}

BoxList::~BoxList() = default;

void BoxList::clear()
{
    m_boxes.clear();
    m_tops.clear();
    m_height = 0;
    m_changed = 0;
}

void BoxList::update(const QList<text::Block> &blocks, qsizetype first, bool onlyCodeGrew)
{
    if (onlyCodeGrew && !m_boxes.empty()) {
        growCode(blocks);
        return;
    }
    const auto changed = std::partition_point(m_boxes.begin(), m_boxes.end(),
                                              [first](const auto &box) { return box->block() < first; });
    const auto kept = int(changed - m_boxes.begin());
    Boxes old(std::make_move_iterator(changed), std::make_move_iterator(m_boxes.end()));
    m_boxes.erase(changed, m_boxes.end());
    for (qsizetype i = first; i < blocks.size(); ++i) {
        m_before = i > 0 ? &blocks[i - 1] : nullptr;
        append(blocks[i], int(i), old);
    }
    m_before = nullptr;
    place(kept);
}

void BoxList::append(const text::Block &block, int index, Boxes &old)
{
    switch (block.kind) {
    case text::Block::Kind::Code:
        appendCode(block, index, 0);
        break;
    case text::Block::Kind::Table:
        appendTable(block, index, old);
        break;
    case text::Block::Kind::Rule:
        addBox(std::make_unique<RuleBox>(*m_style, index, block), block, false);
        break;
    case text::Block::Kind::Paragraph:
    case text::Block::Kind::Heading:
        addBox(std::make_unique<ParagraphBox>(*m_style, index, block), block, false);
    }
}

void BoxList::addBox(std::unique_ptr<BlockBox> box, const text::Block &block, bool continues)
{
    box->setSpaceAbove(continues ? 0 : spaceBetween(m_before, block));
    box->setContinuesQuote(continues || (m_before && isInQuote(*m_before) && isInQuote(block)));
    if (!box->isExact())
        box->estimate(m_width);
    m_boxes.push_back(std::move(box));
}

void BoxList::appendCode(const text::Block &block, int index, qsizetype from)
{
    do {
        CodeBox::Part part;
        part.from = from;
        part.to = CodeBox::partEnd(block.code, from);
        part.first = from == 0;
        part.last = part.to >= block.code.size();
        part.head = codeHeads;
        addBox(std::make_unique<CodeBox>(*m_style, index, block, part), block, from > 0);
        from = part.to;
    } while (from < block.code.size());
}

void BoxList::growCode(const QList<text::Block> &blocks)
{
    const auto *last = dynamic_cast<const CodeBox *>(m_boxes.back().get());
    const text::Block &block = blocks.last();
    if (!last)
        return;
    m_before = blocks.size() > 1 ? &blocks[blocks.size() - 2] : nullptr;
    const qsizetype from = last->part().from;
    m_boxes.pop_back();
    const int kept = count();
    appendCode(block, int(blocks.size()) - 1, from);
    m_before = nullptr;
    place(kept);
}

void BoxList::appendTable(const text::Block &block, int index, Boxes &old)
{
    auto columns = std::make_shared<TableColumns>();
    columns->aligns = block.columns;
    columns->natural.resize(size_t(block.columns.size()));
    const size_t firstRow = m_boxes.size();
    Boxes rows;
    for (int row = 0; row < block.rows.size(); ++row) {
        TableRowBox *before = size_t(row) < old.size() ? dynamic_cast<TableRowBox *>(old[size_t(row)].get()) : nullptr;
        if (before && before->block() == index && before->cells() == block.rows[row]) {
            before->setColumns(columns);
            rows.push_back(std::move(old[size_t(row)]));
        } else {
            rows.push_back(std::make_unique<TableRowBox>(*m_style, index, block, row, columns));
        }
        if (row < mostMeasuredRows)
            static_cast<TableRowBox *>(rows.back().get())->widen();
    }
    for (auto &row : rows) {
        static_cast<TableRowBox *>(row.get())->fitColumns(m_width);
        addBox(std::move(row), block, m_boxes.size() > firstRow);
    }
}

void BoxList::place(int from)
{
    m_tops.resize(m_boxes.size());
    double y = 0;
    if (from > 0)
        y = m_tops[size_t(from) - 1] + m_boxes[size_t(from) - 1]->height();
    m_changed = std::min(m_changed, y);
    for (size_t i = size_t(from); i < m_boxes.size(); ++i) {
        y += m_boxes[i]->spaceAbove();
        m_tops[i] = y;
        y += m_boxes[i]->height();
    }
    m_height = y;
}

void BoxList::setWidth(double width)
{
    if (m_width == width)
        return;
    m_width = width;
    for (const auto &box : m_boxes)
        box->estimate(width);
    place(0);
}

double BoxList::takeChanged()
{
    return std::exchange(m_changed, m_height);
}

int BoxList::indexAt(double y) const
{
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    return m_boxes.empty() ? -1 : std::max(0, int(after - m_tops.begin()) - 1);
}

bool BoxList::layoutRange(double top, double bottom)
{
    bool changed = false;
    for (int i = indexAt(top); i >= 0 && i < count() && m_tops[size_t(i)] < bottom; ++i) {
        BlockBox &box = *m_boxes[size_t(i)];
        if (box.isExact() && box.hasLines())
            continue;
        const double before = box.height();
        box.layout(m_width);
        if (box.height() != before) {
            changed = true;
            place(i);
        }
    }
    return changed;
}

void BoxList::releaseOutside(double top, double bottom)
{
    for (int i = 0; i < count(); ++i) {
        BlockBox &box = *m_boxes[size_t(i)];
        if (box.hasLines() && (m_tops[size_t(i)] > bottom || m_tops[size_t(i)] + box.height() < top))
            box.release();
    }
}

} // namespace ui
