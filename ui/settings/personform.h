// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settingsservices.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;
QT_END_NAMESPACE

namespace ui {

/// What belongs to the person: names that go out, keys of the composer, text size, motion. Every change applies at
/// once.
class PersonForm : public QWidget
{
    Q_OBJECT

public:
    explicit PersonForm(settings::Settings *settings, QWidget *parent = nullptr);

    void focusNames();

private:
    QWidget *makeNames();
    QWidget *makeWindow();
    void read();
    void write();

    settings::Settings *m_settings; ///< not owned
    QLineEdit *m_user;
    QLineEdit *m_source;
    QComboBox *m_send;
    QSpinBox *m_text;
    QCheckBox *m_motion;
    bool m_reading = false;
};

} // namespace ui
