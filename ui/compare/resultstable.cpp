// SPDX-License-Identifier: Apache-2.0
#include "ui/compare/resultstable.h"

#include "ui/compare/resultsdelegate.h"
#include "ui/compare/resultsmodel.h"
#include "ui/widgets/theme.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int rowToken = 32;
constexpr int edge = 2;
constexpr std::array<int, ResultsModel::ColumnCount> least{180, 80, 96, 80, 80, 72, 112, 80, 80, 150};

} // namespace

ResultsTable::ResultsTable(const Theme *theme, ResultsModel *model, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
{
    setObjectName(u"compareResults"_s);
    setAccessibleName(tr("Numbers of each target"));
    setModel(model);
    setItemDelegate(new ResultsDelegate(theme, this));
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollMode(ScrollPerPixel);
    setHeaders();
    connect(theme, &Theme::changed, this, &ResultsTable::fitHeight);
    connect(model, &QAbstractItemModel::modelReset, this, &ResultsTable::fitHeight);
    fitHeight();
}

void ResultsTable::setHeaders()
{
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

void ResultsTable::fitHeight()
{
    const int row = m_theme->rowHeight(rowToken);
    verticalHeader()->setDefaultSectionSize(row);
    const int bar = horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0;
    setFixedHeight(horizontalHeader()->sizeHint().height() + std::max(1, model()->rowCount()) * row + bar + edge);
}

void ResultsTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    int whole = 0;
    for (const int width : least)
        whole += m_theme->scaled(width);
    const double share = std::max(1.0, double(viewport()->width()) / whole);
    for (int column = 0; column < ResultsModel::ColumnCount; ++column)
        setColumnWidth(column, int(m_theme->scaled(least[size_t(column)]) * share));
    fitHeight();
}

} // namespace ui
