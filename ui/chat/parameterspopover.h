// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/conversationoptions.h"

#include <QtWidgets/QFrame>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace ui {

class Theme;

/// What is sent with each prompt. An empty field is not sent at all. Closes by Esc or a click beside it; then the choice holds.
class ParametersPopover : public QFrame
{
    Q_OBJECT

public:
    ParametersPopover(const Theme *theme, const chat::ConversationOptions &options, const QString &profileExperiment,
                      QWidget *parent);

    chat::ConversationOptions options() const; ///< what the fields say; a field that cannot be read keeps its old value

    /// "temp 0.2 · max 1,024", for the button.
    static QString summary(const chat::ConversationOptions &options);

Q_SIGNALS:
    void accepted(const chat::ConversationOptions &options);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void makeFields(const QString &profileExperiment);
    void addRow(QFormLayout *form, const QString &name, QWidget *field);
    void check();

    chat::ConversationOptions m_options;
    QPlainTextEdit *m_system;
    QLineEdit *m_temperature;
    QLineEdit *m_maxTokens;
    QLineEdit *m_experiment;
    QCheckBox *m_stream;
    bool m_told = false;
};

} // namespace ui
