// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/jsonview.h"

#include "text/jsontext.h"
#include "ui/widgets/theme.h"

#include <algorithm>

namespace ui {

namespace {

constexpr qsizetype longestText = 150 * 1024;
constexpr qsizetype longestWord = 4 * 1024;

/// Characters between two spaces, at most.
qsizetype widestWord(const QString &text)
{
    qsizetype widest = 0;
    qsizetype start = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !text[i].isSpace())
            continue;
        widest = std::max(widest, i - start);
        start = i + 1;
    }
    return widest;
}

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
    if (std::exchange(m_isWritten, true))
        return;
    const QString text = text::jsonText(m_value, longestText);
    // Qt looks for a better place to break in all that is left of a word, again for each of its lines: an image in
    // base64 would hold the window for seconds.
    setWordWrapMode(widestWord(text) > longestWord ? QTextOption::WrapAnywhere
                                                   : QTextOption::WrapAtWordBoundaryOrAnywhere);
    setPlainText(text);
}

} // namespace ui
