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
constexpr int narrow = 95; ///< a column below this takes small figures

} // namespace

FigureRow::FigureRow(const QStringList &names, QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (const QString &name : names) {
        auto *column = new QVBoxLayout;
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
        m_units.append(unit);
        if (!m_values.isEmpty()) {
            auto *rule = new QFrame;
            rule->setFixedWidth(1);
            rule->setProperty("rule", true);
            row->addWidget(rule);
        }
        m_values.append(value);
        row->addLayout(column, usualShare);
    }
}

void FigureRow::setShare(int index, int share)
{
    // Between two columns stands the rule.
    static_cast<QBoxLayout *>(layout())->setStretch(2 * index, share);
}

void FigureRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const QString type = width() < narrow * m_values.size() ? u"heading"_s : u"figure"_s;
    if (m_values.isEmpty() || m_values.first()->property("type") == type)
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
