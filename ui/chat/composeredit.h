// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QPlainTextEdit>

namespace ui {

class Theme;

/// The field a message is written in: sends by Enter or Ctrl+Enter, never while an input method composes; grows with its text. Pasted text is
/// always plain.
class ComposerEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ComposerEdit(const Theme *theme, QWidget *parent = nullptr);

    void setSendWithCtrl(bool ctrl) { m_sendWithCtrl = ctrl; }
    int wantedHeight() const; ///< of all its lines

Q_SIGNALS:
    void sendAsked();
    void lastWanted(); ///< Up in an empty field
    void heightWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    bool m_sendWithCtrl = false;
    bool m_composing = false;
};

} // namespace ui
