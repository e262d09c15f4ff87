// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/card.h"

#include <QtCore/QPointer>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QListView;
QT_END_NAMESPACE

namespace ui {

class ActionRegistry;
class ActionList;

/// Finds any action by its words and runs it (Ctrl+K). Lies over the window; Esc or a click elsewhere closes it.
class Palette : public Card
{
    Q_OBJECT

public:
    Palette(const Theme *theme, ActionRegistry *actions, QWidget *window);

    void popUp();
    void close();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &words);
    void run(const QModelIndex &index);
    void place();
    bool onKey(int key);

    const Theme *m_theme; ///< not owned
    const ActionRegistry *m_actions; ///< not owned
    ActionList *m_model;
    QLineEdit *m_input;
    QListView *m_list;
    QPointer<QWidget> m_before; ///< had the focus when the palette came
};

} // namespace ui
