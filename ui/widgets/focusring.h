// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/theme.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

namespace ui {

/// A ring of 2 px, 1 px away, around the control that has the keyboard's focus. Lies over the window; lists draw their
/// own.
class FocusRing : public QWidget
{
    Q_OBJECT

public:
    FocusRing(const Theme *theme, QWidget *window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void follow(QWidget *widget);
    void place();

    const Theme *m_theme; ///< not owned
    QPointer<QWidget> m_target;
    bool m_byPointer = false;
    QList<QPointer<QWidget>> m_watched; ///< the target and what it lies in
};

} // namespace ui
