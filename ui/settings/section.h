// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace ui {

class Field;

/// A part of a form with a head: fields below each other, at most 560 wide.
class Section : public QWidget
{
    Q_OBJECT

public:
    explicit Section(const QString &head, QWidget *parent = nullptr);

    void addText(const QString &text);
    /// `control` must have its object name already.
    Field *addField(const QString &label, QWidget *control, const QString &hint = {});
    void addRow(QWidget *widget);
    /// Widgets beside each other, at the left.
    void addButtons(const QList<QWidget *> &buttons);

private:
    QVBoxLayout *m_column;
};

} // namespace ui
