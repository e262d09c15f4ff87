// SPDX-License-Identifier: Apache-2.0
#include "ui/text/tablerowbox.h"

#include "ui/text/readingstyle.h"

#include <QtCore/QStringList>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {

namespace {

constexpr double cellSide = 10;
constexpr double cellPadding = 3;
constexpr double narrowestCell = 48;

} // namespace

bool TableColumns::fit(double available)
{
    std::vector<double> fitted = natural;
    const double wanted = std::accumulate(natural.begin(), natural.end(), 0.0);
    if (wanted > available && !fitted.empty()) {
        // Narrow columns keep their width, wide ones share what is left.
        const double fair = std::max(narrowestCell, available / double(fitted.size()));
        const double kept = std::accumulate(fitted.begin(), fitted.end(), 0.0,
                                            [fair](double sum, double width) { return width <= fair ? sum + width : sum; });
        const double wide = wanted - kept;
        for (double &width : fitted) {
            if (width > fair && wide > 0)
                width = std::max(narrowestCell, std::floor(width * std::max(0.0, available - kept) / wide));
        }
    }
    laidOutFor = available;
    const bool changed = fitted != widths;
    widths = std::move(fitted);
    return changed;
}

TableRowBox::TableRowBox(const ReadingStyle &style, int index, const text::Block &block, int row,
                         std::shared_ptr<TableColumns> columns)
    : BlockBox(style, index, block.around)
    , m_cells(block.rows[row])
    , m_row(row)
    , m_columns(std::move(columns))
{
}

std::unique_ptr<RunLayout> TableRowBox::makeLines(int column) const
{
    QFont font = style().text;
    if (isHead())
        font.setWeight(QFont::DemiBold);
    return std::make_unique<RunLayout>(m_cells[column], style(), font, style().textLine);
}

bool TableRowBox::widen()
{
    if (m_natural.empty()) {
        for (int column = 0; column < m_cells.size(); ++column)
            m_natural.push_back(makeLines(column)->naturalWidth() + 2 * cellSide + 1);
    }
    bool grew = false;
    const size_t count = std::min(m_natural.size(), m_columns->natural.size());
    for (size_t column = 0; column < count; ++column) {
        grew = grew || m_natural[column] > m_columns->natural[column];
        m_columns->natural[column] = std::max(m_columns->natural[column], m_natural[column]);
    }
    return grew;
}

void TableRowBox::setColumns(std::shared_ptr<TableColumns> columns)
{
    m_columns = std::move(columns);
}

void TableRowBox::fitColumns(double width)
{
    if (m_columns->laidOutFor != contentWidth(width))
        m_columns->fit(contentWidth(width));
    if (m_laidOutFor != m_columns->widths)
        changed();
}

double TableRowBox::left(int column) const
{
    const auto &widths = m_columns->widths;
    return indent() + std::accumulate(widths.begin(), widths.begin() + std::min<qsizetype>(column, qsizetype(widths.size())), 0.0);
}

double TableRowBox::estimateHeight(double) const
{
    return style().textLine + 2 * cellPadding;
}

double TableRowBox::layoutLines(double width)
{
    fitColumns(width);
    m_laidOutFor = m_columns->widths;
    m_lines.clear();
    double tallest = style().textLine;
    const int count = int(std::min<qsizetype>(m_cells.size(), qsizetype(m_columns->widths.size())));
    for (int column = 0; column < count; ++column) {
        auto lines = makeLines(column);
        const auto align = m_columns->aligns.value(column);
        if (align != text::Block::Align::Left)
            lines->setAlignment(align == text::Block::Align::Right ? Qt::AlignRight : Qt::AlignHCenter);
        tallest = std::max(tallest, lines->layout(m_columns->widths[size_t(column)] - 2 * cellSide));
        m_lines.push_back(std::move(lines));
    }
    return tallest + 2 * cellPadding + 1;
}

void TableRowBox::dropLines()
{
    m_lines.clear();
}

void TableRowBox::paintLines(QPainter *painter, const QPointF &at, const Selection &selection) const
{
    const double x = at.x() + indent();
    const double width = left(int(m_columns->widths.size())) - indent();
    if (isHead()) {
        painter->fillRect(QRectF(x, at.y(), width, height()), style().sunken);
        painter->fillRect(QRectF(x, at.y(), width, 1), style().line);
    }
    painter->fillRect(QRectF(x, at.y() + height() - 1, width, 1), style().line);
    int offset = 0;
    for (int column = 0; column < int(m_lines.size()); ++column) {
        const double cell = at.x() + left(column);
        painter->fillRect(QRectF(cell, at.y(), 1, height()), style().line);
        const RunLayout &lines = *m_lines[size_t(column)];
        const Selection part{std::max(0, selection.from - offset), std::min(lines.length(), selection.to - offset)};
        lines.paint(painter, {cell + cellSide, at.y() + cellPadding}, style().primary, part);
        offset += lines.length() + 1;
    }
    painter->fillRect(QRectF(x + width - 1, at.y(), 1, height()), style().line);
}

int TableRowBox::columnAt(double x) const
{
    int column = 0;
    while (column + 1 < int(m_lines.size()) && x >= left(column + 1))
        ++column;
    return column;
}

int TableRowBox::offsetAt(const QPointF &point) const
{
    if (m_lines.empty())
        return 0;
    const int column = columnAt(point.x());
    int offset = 0;
    for (int i = 0; i < column; ++i)
        offset += m_lines[size_t(i)]->length() + 1;
    return offset + m_lines[size_t(column)]->offsetAt(point - QPointF(left(column) + cellSide, cellPadding));
}

QString TableRowBox::linkAt(const QPointF &point) const
{
    if (m_lines.empty())
        return {};
    const int column = columnAt(point.x());
    return m_lines[size_t(column)]->linkAt(point - QPointF(left(column) + cellSide, cellPadding));
}

QRectF TableRowBox::caret() const
{
    if (m_lines.empty())
        return {};
    return m_lines.back()->caret().translated(left(int(m_lines.size()) - 1) + cellSide, cellPadding);
}

QString TableRowBox::text() const
{
    QStringList cells(m_cells.size());
    std::ranges::transform(m_cells, cells.begin(), &text::plainText);
    return cells.join(u'\t');
}

} // namespace ui
