// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/theme.h"

#include <QtWidgets/QWidget>

namespace ui {

/// The small drawings on the cards of the first-run page; decoration without any text of its own but three words.
class FirstRunPicture : public QWidget
{
    Q_OBJECT

public:
    enum class Subject { Mark, Demo, Kong, File };

    FirstRunPicture(const Theme *theme, Subject subject, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Bar
    {
        const char *type;
        double left, right; ///< shares of the width
        int row;
    };

    void paintBars(QPainter *painter, const QList<Bar> &bars, double height) const;
    void paintChain(QPainter *painter) const;
    void paintBox(QPainter *painter, const QRectF &box, const QString &icon, const QString &word, bool marked) const;

    const Theme *m_theme; ///< not owned
    Subject m_subject;
};

} // namespace ui
