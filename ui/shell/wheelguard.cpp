// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/wheelguard.h"

#include <QtCore/QEvent>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QComboBox>

namespace ui {

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    const bool wheel = event->type() == QEvent::Wheel;
    if (!wheel && event->type() != QEvent::Polish)
        return false;
    if (!qobject_cast<QComboBox *>(watched) && !qobject_cast<QAbstractSpinBox *>(watched))
        return false;
    auto *field = static_cast<QWidget *>(watched);
    // Qt lets the wheel give them the focus first.
    if (!wheel)
        field->setFocusPolicy(Qt::StrongFocus);
    if (!wheel || field->hasFocus())
        return false;
    event->ignore(); // its parents get it
    return true;
}

} // namespace ui
