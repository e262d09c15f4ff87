// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/figurerow.h"

#include "ui/widgets/formats.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFrame>

using namespace Qt::StringLiterals;

namespace ui {

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
        value->setMinimumWidth(1);
        column->addWidget(value);
        if (!m_values.isEmpty()) {
            auto *line = new QFrame;
            line->setFixedWidth(1);
            line->setProperty("rule", true);
            row->addWidget(line);
        }
        m_values.append(value);
        row->addLayout(column, 1);
    }
}

void FigureRow::setFigure(int index, const QString &value, const QString &note)
{
    m_values[index]->setText(value);
    m_values[index]->setToolTip(note);
}

QString FigureRow::figure(int index) const
{
    return m_values[index]->text();
}

} // namespace ui
