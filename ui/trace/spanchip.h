// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

namespace ui {

class Theme;

/// The mark of a span's type, alone.
class SpanChip : public QWidget
{
    Q_OBJECT

public:
    explicit SpanChip(const Theme *theme, QWidget *parent = nullptr);

    void setMark(const QString &mark);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme; ///< not owned
    QString m_mark;
};

} // namespace ui
