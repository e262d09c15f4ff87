// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/elidedlabel.h"

#include <QtCore/QEvent>
#include <QtGui/QTextDocument>

using namespace Qt::StringLiterals;

namespace ui {

ElidedLabel::ElidedLabel(Qt::TextElideMode mode, QWidget *parent)
    : QLabel(parent)
    , m_mode(mode)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setFullText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    cut();
}

QString ElidedLabel::fullText() const
{
    return m_text;
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 3, QLabel::minimumSizeHint().height()};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, QLabel::sizeHint().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    cut();
}

void ElidedLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        cut();
}

void ElidedLabel::cut()
{
    const QString shown = fontMetrics().elidedText(m_text, m_mode, width());
    // What looks like markup is shown, never obeyed.
    const QString whole = Qt::mightBeRichText(m_text) ? u"<span>%1</span>"_s.arg(m_text.toHtmlEscaped()) : m_text;
    setToolTip(shown == m_text ? QString() : whole);
    if (shown != text())
        setText(shown);
}

} // namespace ui
