// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/section.h"

#include "ui/settings/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>

namespace ui {

Section::Section(const QString &head, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, metrics::spaceM);
    m_column->setSpacing(metrics::spaceM);
    m_column->addWidget(makeLabel(head, Theme::Type::Title, Tone::Primary, this));
}

void Section::addText(const QString &text)
{
    QLabel *label = makeLabel(text, Theme::Type::Body, Tone::Secondary, this);
    label->setWordWrap(true);
    m_column->addWidget(label);
}

Field *Section::addField(const QString &label, QWidget *control, const QString &hint)
{
    auto *field = new Field(label, control, hint, this);
    m_column->addWidget(field);
    return field;
}

void Section::addRow(QWidget *widget)
{
    m_column->addWidget(widget);
}

void Section::addButtons(const QList<QWidget *> &buttons)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::spaceS);
    for (QWidget *button : buttons)
        row->addWidget(button);
    row->addStretch();
    m_column->addLayout(row);
}

} // namespace ui
