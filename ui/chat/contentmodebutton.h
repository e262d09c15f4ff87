// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

#include <QtWidgets/QPushButton>

#include <optional>

namespace ui {

class Theme;

/// What of this conversation leaves for MLflow; stands beside Send.
class ContentModeButton : public QPushButton
{
    Q_OBJECT

public:
    explicit ContentModeButton(const Theme *theme, QWidget *parent = nullptr);

    /// `own`: the conversation's choice, empty: as the profile says. `isSetUp`: the profile names an MLflow.
    void showChoice(std::optional<settings::ContentMode> own, settings::ContentMode profile, bool isSetUp);

Q_SIGNALS:
    void chosen(std::optional<settings::ContentMode> mode);

private:
    void openMenu();

    const Theme *m_theme; ///< not owned
    std::optional<settings::ContentMode> m_own;
    settings::ContentMode m_profile = settings::ContentMode::Everything;
};

} // namespace ui
