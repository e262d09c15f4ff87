// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/keyguard.h"

#include "ui/shell/actionregistry.h"

#include <QtGui/QAction>
#include <QtGui/QKeyEvent>

using namespace Qt::StringLiterals;

namespace ui {

KeyGuard::KeyGuard(const ActionRegistry *actions, QObject *parent)
    : QObject(parent)
    , m_actions(actions)
{ }

bool KeyGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QObject::eventFilter(watched, event);
    const QKeySequence pressed(static_cast<QKeyEvent *>(event)->keyCombination());
    const QAction *palette = m_actions->action(u"app.palette"_s);
    if (!palette || !palette->shortcuts().contains(pressed))
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

} // namespace ui
