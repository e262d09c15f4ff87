// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/personform.h"

#include "settings/settings.h"
#include "ui/settings/section.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>

using namespace Qt::StringLiterals;

namespace ui {

PersonForm::PersonForm(settings::Settings *settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_user(new QLineEdit)
    , m_source(new QLineEdit)
    , m_send(new QComboBox)
    , m_text(new QSpinBox)
    , m_motion(new QCheckBox(tr("Reduce motion")))
{
    setObjectName(u"personForm"_s);
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::spaceM);
    column->addWidget(makeNames());
    column->addWidget(makeWindow());
    column->addStretch();
    auto *margins = new QHBoxLayout(this);
    margins->setContentsMargins(metrics::spaceXl, metrics::spaceL, metrics::spaceXl, metrics::spaceL);
    margins->addLayout(column, 1000);
    margins->addStretch(1);
    read();
    connect(settings, &settings::Settings::preferencesChanged, this, &PersonForm::read);
    connect(m_user, &QLineEdit::editingFinished, this, &PersonForm::write);
    connect(m_source, &QLineEdit::editingFinished, this, &PersonForm::write);
    connect(m_send, &QComboBox::activated, this, &PersonForm::write);
    connect(m_text, &QSpinBox::valueChanged, this, &PersonForm::write);
    connect(m_motion, &QCheckBox::toggled, this, &PersonForm::write);
}

QWidget *PersonForm::makeNames()
{
    m_user->setObjectName(u"userName"_s);
    m_source->setObjectName(u"sourceName"_s);
    auto *section = new Section(tr("Names that go to MLflow"), this);
    section->setMaximumWidth(metrics::formMax);
    section->addText(
        tr("Each trace carries these two names and nothing else about you or this computer. Empty: not sent."));
    section->addField(tr("User"), m_user, tr("As mlflow.user."));
    section->addField(tr("Source"), m_source, tr("As mlflow.source.name."));
    return section;
}

QWidget *PersonForm::makeWindow()
{
    m_send->setObjectName(u"sendKey"_s);
    m_send->addItem(tr("Enter sends, Shift+Enter starts a line"), false);
    m_send->addItem(tr("Ctrl+Enter sends, Enter starts a line"), true);
    m_text->setObjectName(u"textPercent"_s);
    m_text->setRange(80, 200);
    m_text->setSingleStep(10);
    m_text->setSuffix(tr(" %"));
    m_text->setKeyboardTracking(false);
    m_motion->setObjectName(u"reduceMotion"_s);
    auto *section = new Section(tr("Window"), this);
    section->setMaximumWidth(metrics::formMax);
    section->addField(tr("Writing a message"), m_send);
    section->addField(tr("Text size"), m_text);
    section->addRow(m_motion);
    return section;
}

void PersonForm::read()
{
    m_reading = true;
    const settings::Preferences &preferences = m_settings->preferences();
    m_user->setText(preferences.userName);
    m_source->setText(preferences.sourceName);
    m_send->setCurrentIndex(m_send->findData(preferences.sendWithCtrlEnter));
    m_text->setValue(preferences.textPercent);
    m_motion->setChecked(preferences.reduceMotion);
    m_reading = false;
}

void PersonForm::write()
{
    if (m_reading)
        return;
    settings::Preferences preferences = m_settings->preferences();
    preferences.userName = m_user->text().trimmed();
    preferences.sourceName = m_source->text().trimmed();
    preferences.sendWithCtrlEnter = m_send->currentData().toBool();
    preferences.textPercent = m_text->value();
    preferences.reduceMotion = m_motion->isChecked();
    m_settings->setPreferences(preferences);
}

void PersonForm::focusNames()
{
    m_user->setFocus(Qt::OtherFocusReason);
}

} // namespace ui
