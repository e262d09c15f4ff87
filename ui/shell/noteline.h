// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/card.h"

#include <QtCore/QTimer>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace ui {

/// One line over the bottom of the window for some seconds: "Copied". Never asks for anything.
class NoteLine : public Card
{
    Q_OBJECT

public:
    NoteLine(const Theme *theme, QWidget *window);

    void tell(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QLabel *m_label;
    QTimer m_timer;
};

} // namespace ui
