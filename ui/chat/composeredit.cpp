// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/composeredit.h"

#include "ui/widgets/theme.h"

#include <QtCore/QMimeData>
#include <QtGui/QInputMethodEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QAbstractTextDocumentLayout>

#include <cmath>

namespace ui {

ComposerEdit::ComposerEdit(const Theme *theme, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setProperty("bare", true);
    setTabChangesFocus(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFont(theme->font(Theme::Type::Reading));
    document()->setDocumentMargin(0);
    connect(theme, &Theme::changed, this, [this, theme] { setFont(theme->font(Theme::Type::Reading)); });
    connect(this, &QPlainTextEdit::textChanged, this, &ComposerEdit::heightWanted);
}

int ComposerEdit::wantedHeight() const
{
    // QPlainTextDocumentLayout counts in lines, not in pixels.
    const double lines = document()->documentLayout()->documentSize().height();
    return int(std::ceil(std::max(1.0, lines) * fontMetrics().lineSpacing())) + 4;
}

void ComposerEdit::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (enter && !m_composing) {
        const bool ctrl = modifiers == Qt::ControlModifier;
        const bool plain = modifiers == Qt::NoModifier;
        if (ctrl || (plain && !m_sendWithCtrl)) {
            Q_EMIT sendAsked();
            return;
        }
        if (plain || modifiers == Qt::ShiftModifier) {
            textCursor().insertBlock();
            ensureCursorVisible();
            return;
        }
    }
    if (event->key() == Qt::Key_Up && modifiers == Qt::NoModifier && toPlainText().isEmpty()) {
        Q_EMIT lastWanted();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void ComposerEdit::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    QPlainTextEdit::inputMethodEvent(event);
}

void ComposerEdit::insertFromMimeData(const QMimeData *source)
{
    if (source->hasText())
        insertPlainText(source->text());
}

void ComposerEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        Q_EMIT heightWanted();
}

} // namespace ui
