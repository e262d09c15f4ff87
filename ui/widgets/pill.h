// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/notice.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPainter;
QT_END_NAMESPACE

namespace ui {

class IconLabel;
class Theme;

/// A short state in a coloured pill, 20 high: "In MLflow", "Next try 1:52".
class Pill : public QWidget
{
    Q_OBJECT

public:
    explicit Pill(const Theme *theme, QWidget *parent = nullptr);

    /// `icon` empty: the notice's own.
    void set(Notice notice, const QString &text, const QString &icon = {});
    QString text() const;

    /// For delegates; gives the width that was used. The pill ends at the right edge of `rect`.
    static int paint(QPainter *painter, const QRect &rect, const Theme &theme, Notice notice, const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme; ///< not owned
    IconLabel *m_icon;
    QLabel *m_label;
    Notice m_notice = Notice::Idle;
};

} // namespace ui
