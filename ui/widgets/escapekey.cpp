// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/escapekey.h"

#include <QtGui/QKeyEvent>

namespace ui {

EscapeKey::EscapeKey(QWidget *field, Wanted wanted, std::function<void()> run)
    : QObject(field)
    , m_wanted(std::move(wanted))
    , m_run(std::move(run))
{
    field->installEventFilter(this);
}

bool EscapeKey::eventFilter(QObject *watched, QEvent *event)
{
    const bool asked = event->type() == QEvent::ShortcutOverride;
    if (!asked && event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_Escape || key->modifiers() != Qt::NoModifier || !m_wanted())
        return QObject::eventFilter(watched, event);
    // An accepted override comes again as the key itself.
    event->accept();
    if (!asked)
        m_run();
    return true;
}

} // namespace ui
