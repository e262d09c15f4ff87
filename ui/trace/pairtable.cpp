// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/pairtable.h"

#include "ui/trace/pairsmodel.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double nameShare = 0.42;
constexpr int widestName = 220;

} // namespace

PairTable::PairTable(const Theme *theme, PairsModel *model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    setModel(model);
    setFont(theme->font(Theme::Type::Small));
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    const auto applyTheme = [this, theme] {
        setFont(theme->font(Theme::Type::Small));
        verticalHeader()->setDefaultSectionSize(theme->rowHeight(metrics::rowTree));
    };
    connect(theme, &Theme::changed, this, applyTheme);
    applyTheme();
}

QString PairTable::currentText() const
{
    if (currentIndex().isValid())
        return m_model->fullText(currentIndex().row());
    QStringList lines;
    for (int row = 0; row < m_model->rowCount(); ++row)
        lines.append(m_model->index(row, PairsModel::Name).data().toString() + u'\t' + m_model->fullText(row));
    return lines.join(u'\n');
}

void PairTable::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Copy))
        return QTableView::keyPressEvent(event);
    QGuiApplication::clipboard()->setText(currentText());
}

void PairTable::resizeEvent(QResizeEvent *event)
{
    setColumnWidth(PairsModel::Name, std::min(widestName, int(viewport()->width() * nameShare)));
    QTableView::resizeEvent(event);
}

} // namespace ui
