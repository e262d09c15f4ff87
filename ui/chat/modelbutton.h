// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/conversationoptions.h"

#include <QtWidgets/QPushButton>

namespace settings {
class Settings;
}

namespace ui {

class Theme;

/// Shows the model of the conversation; its menu offers every profile's models and filters them by what is typed.
class ModelButton : public QPushButton
{
    Q_OBJECT

public:
    ModelButton(const Theme *theme, settings::Settings *settings, QWidget *parent = nullptr);

    void showChoice(const QString &profileId, const QString &model);
    void openMenu();

Q_SIGNALS:
    void chosen(const QString &profileId, const QString &model);

private:
    const Theme *m_theme; ///< not owned
    settings::Settings *m_settings; ///< not owned
    QString m_profile;
    QString m_model;
};

} // namespace ui
