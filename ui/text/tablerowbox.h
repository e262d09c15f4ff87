// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text/blockbox.h"

#include <memory>
#include <vector>

namespace ui {

/// The widths that all rows of a table share.
struct TableColumns
{
    QList<text::Block::Align> aligns;
    std::vector<double> natural; ///< widest cell of each column
    double laidOutFor = -1; ///< width of the text; -1: widths are not known
    std::vector<double> widths;

    /// Shares `available` among the columns; true if a width changed.
    bool fit(double available);
};

/// One row of a table.
class TableRowBox : public BlockBox
{
public:
    TableRowBox(const ReadingStyle &style, int index, const text::Block &block, int row, std::shared_ptr<TableColumns> columns);

    const QList<text::Runs> &cells() const { return m_cells; }
    bool isHead() const { return m_row == 0; }
    /// Widens the shared columns to what this row needs; true if one grew.
    bool widen();
    void setColumns(std::shared_ptr<TableColumns> columns); ///< of the same table, read again
    /// Shares the text's width among the columns once all rows have widened them; rows laid out for other widths are laid out again.
    void fitColumns(double width);

    int offsetAt(const QPointF &point) const override;
    QString linkAt(const QPointF &point) const override;
    QRectF caret() const override;
    QString text() const override;

protected:
    double estimateHeight(double width) const override;
    double layoutLines(double width) override;
    void dropLines() override;
    void paintLines(QPainter *painter, const QPointF &at, const Selection &selection) const override;

private:
    std::unique_ptr<RunLayout> makeLines(int column) const;
    int columnAt(double x) const;
    double left(int column) const;

    QList<text::Runs> m_cells;
    int m_row;
    std::shared_ptr<TableColumns> m_columns;
    std::vector<double> m_natural; ///< empty: not measured yet
    std::vector<double> m_laidOutFor; ///< column widths
    std::vector<std::unique_ptr<RunLayout>> m_lines;
};

} // namespace ui
