// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace ui {

struct Toolkit;

/// A path to type, with a button that opens the file dialog.
class FileRow : public QWidget
{
    Q_OBJECT

public:
    /// Takes `edit` over; the button is named after it with "Choose".
    FileRow(const Toolkit &toolkit, QLineEdit *edit, const QString &title, QWidget *parent = nullptr);
};

} // namespace ui
