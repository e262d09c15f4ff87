// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/field.h"

#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

Field::Field(const QString &label, QWidget *control, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_hint(makeLabel(hint, Theme::Type::Small, Tone::Muted, this))
    , m_problem(makeLabel({}, Theme::Type::Small, Tone::Error, this))
{
    QLabel *head = makeLabel(label, Theme::Type::Small, Tone::Secondary, this);
    head->setBuddy(control);
    control->setAccessibleName(label);
    control->setAccessibleDescription(hint);
    m_hint->setWordWrap(true);
    m_hint->setVisible(!hint.isEmpty());
    m_problem->setObjectName(control->objectName() + u"Problem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceXs);
    column->addWidget(head);
    column->addWidget(control);
    column->addWidget(m_problem);
    column->addWidget(m_hint);
}

void Field::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    restyle(m_control, "invalid", !problem.isEmpty());
}

QString Field::problem() const
{
    return m_problem->text();
}

void Field::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

} // namespace ui
