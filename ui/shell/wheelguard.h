// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>

namespace ui {

/// The wheel over a number or a choice that has no focus scrolls the page and changes nothing. Installed on the
/// application.
class WheelGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace ui
