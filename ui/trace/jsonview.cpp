// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/jsonview.h"

#include "text/jsontext.h"
#include "ui/widgets/theme.h"

namespace ui {

namespace {

constexpr qsizetype longestText = 150 * 1024;

} // namespace

JsonView::JsonView(const Theme *theme, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("jsonView"));
    setAccessibleName(tr("Raw JSON"));
    setReadOnly(true);
    setProperty("bare", true);
    setProperty("type", QStringLiteral("code"));
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFont(theme->font(Theme::Type::Code));
    setFrameShape(NoFrame);
}

void JsonView::setValue(const base::Json &value)
{
    m_value = value;
    m_isWritten = false;
    if (isVisible())
        write();
}

void JsonView::showEvent(QShowEvent *event)
{
    write();
    QPlainTextEdit::showEvent(event);
}

void JsonView::write()
{
    if (!std::exchange(m_isWritten, true))
        setPlainText(text::jsonText(m_value, longestText));
}

} // namespace ui
