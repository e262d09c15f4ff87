// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/theme.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace ui {

/// One line of a form: what it is, the control, a hint, and what is wrong with the value, in place.
class Field : public QWidget
{
    Q_OBJECT

public:
    /// Takes `control` over; `label` becomes its accessible name.
    Field(const QString &label, QWidget *control, const QString &hint = {}, QWidget *parent = nullptr);

    /// Empty: nothing is wrong.
    void setProblem(const QString &problem);
    QString problem() const;
    void setHint(const QString &hint);

private:
    QWidget *m_control;
    QLabel *m_hint;
    QLabel *m_problem;
};

} // namespace ui
