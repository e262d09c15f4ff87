// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace chat {
class CompareSession;
}
namespace settings {
class Settings;
}

namespace ui {

class Card;
class ComposerEdit;
class ContentModeButton;
class Theme;

/// The one prompt for all targets, with a system prompt above it if wanted, and the buttons that run and stop.
class ComparePrompt : public QWidget
{
    Q_OBJECT

public:
    explicit ComparePrompt(const Theme *theme, QWidget *parent = nullptr);

    QString prompt() const;
    QString systemPrompt() const; ///< empty while it is not shown
    void setRunning(bool running);
    void setHint(const QString &hint); ///< why nothing would run, empty: it would
    void toggleSystem();
    bool hasSystem() const;
    ContentModeButton *content() const { return m_content; } ///< what of the run leaves for MLflow
    void showContent(const chat::CompareSession &session, const settings::Settings &settings);

Q_SIGNALS:
    void runAsked();
    void stopAsked();
    void changed();

private:
    void nameParts(const Theme *theme);
    void arrange();
    void fit();

    Card *m_systemCard;
    ComposerEdit *m_system;
    Card *m_promptCard;
    ComposerEdit *m_prompt;
    ContentModeButton *m_content;
    QPushButton *m_run;
    QPushButton *m_stop;
    QLabel *m_hint;
    bool m_hasSystem = false;
};

} // namespace ui
