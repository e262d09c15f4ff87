// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>

namespace ui {

class ActionRegistry;

/// Text fields of Qt claim Ctrl+K for themselves; here they give up the palette's keys. Installed on the application.
class KeyGuard : public QObject
{
    Q_OBJECT

public:
    explicit KeyGuard(const ActionRegistry *actions, QObject *parent = nullptr);
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const ActionRegistry *m_actions; ///< not owned
};

} // namespace ui
