// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/figurerow.h"

#include "ui/widgets/formats.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFrame>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QChar unitSpace(0x202F); ///< what formats puts before a unit
constexpr int usualShare = 4;
constexpr double leastShare = 4.4; ///< width of a column in heights of small text; below, the row breaks in two
constexpr int narrow = 95; ///< a column below this takes small figures

} // namespace

FigureRow::FigureRow(const QStringList &names, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(0);
    for (const QString &name : names) {
        auto *rule = new QFrame(this);
        rule->setFixedWidth(1);
        rule->setProperty("rule", true);
        m_rules.append(rule);
        m_shares.append(usualShare);
        m_cells.append(makeCell(name));
    }
    arrange(int(m_cells.size()));
}

QWidget *FigureRow::makeCell(const QString &name)
{
    auto *cell = new QWidget(this);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(metrics::spaceL, metrics::spaceS, metrics::spaceXs, metrics::spaceS);
    column->setSpacing(1);
    column->addWidget(makeLabel(name, Theme::Type::Small, Tone::Muted));
    QLabel *value = makeLabel(formats::missing, Theme::Type::Figure);
    value->setObjectName(u"figure%1"_s.arg(m_values.size()));
    value->setProperty(dataProperty, true);
    QLabel *unit = makeLabel({}, Theme::Type::Small, Tone::Muted);
    unit->setMinimumWidth(1); // of the two the number stays whole
    unit->setProperty(dataProperty, true);
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::spaceXs / 2);
    line->addWidget(value, 0, Qt::AlignBottom);
    line->addWidget(unit, 1, Qt::AlignBottom);
    column->addLayout(line);
    m_values.append(value);
    m_units.append(unit);
    return cell;
}

void FigureRow::arrange(int columns)
{
    m_columns = columns;
    for (int i = 0; i < int(m_cells.size()); ++i) {
        const int row = i / columns;
        const int column = i % columns;
        m_rules[i]->setVisible(column > 0);
        m_grid->addWidget(m_rules[i], row, 2 * column);
        m_grid->addWidget(m_cells[i], row, 2 * column + 1);
    }
    for (int i = 0; i < int(m_cells.size()); ++i)
        m_grid->setColumnStretch(2 * i + 1, i >= columns ? 0 : columns == int(m_cells.size()) ? m_shares[i] : 1);
}

void FigureRow::setShare(int index, int share)
{
    m_shares[index] = share;
    arrange(m_columns);
}

void FigureRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_values.isEmpty())
        return;
    // By the size of the text, not by what the figures say: they change all the time and nothing may jump.
    const int all = int(m_values.size());
    const int whole = int(leastShare * m_units.first()->fontMetrics().height());
    const int columns = width() < whole * all ? (all + 1) / 2 : all;
    if (columns != m_columns)
        arrange(columns);
    const QString type = width() < narrow * columns ? u"heading"_s : u"figure"_s;
    if (m_values.first()->property("type") == type)
        return;
    for (QLabel *value : std::as_const(m_values))
        restyle(value, "type", type);
}

void FigureRow::setFigure(int index, const QString &value, const QString &note)
{
    // "4 m 12 s" is one number, "523 ms" a number and its unit.
    const qsizetype space = value.count(unitSpace) == 1 ? value.indexOf(unitSpace) : value.size();
    m_values[index]->setText(value.left(space));
    m_units[index]->setText(value.mid(space + 1));
    m_values[index]->setToolTip(note.isEmpty() ? value : note);
}

QString FigureRow::figure(int index) const
{
    const QString unit = m_units[index]->text();
    return m_values[index]->text() + (unit.isEmpty() ? unit : unitSpace + unit);
}

} // namespace ui
