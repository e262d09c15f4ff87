// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "ui/widgets/theme.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtGui/QKeySequence>

QT_BEGIN_NAMESPACE
class QAction;
class QWidget;
QT_END_NAMESPACE

namespace ui {

/// Every action of the window: menu, buttons, palette, keys page and shortcut editor read it. GUI thread.
class ActionRegistry : public QObject
{
    Q_OBJECT

public:
    /// What an action is. `id` is "group.verb" and stays for ever: a person's own shortcuts name it.
    struct Spec
    {
        QString id;
        QString text;
        QString icon; ///< may be empty
        QList<QKeySequence> keys; ///< defaults, the first is the one shown
        QString place; ///< head on the keys page: "Everywhere", "Composer"
    };

    explicit ActionRegistry(const Theme *theme, QObject *parent = nullptr);

    /// Makes the action; its shortcut acts while the focus is inside `scope` (the window: everywhere). `scope` owns it.
    /// An id that is there already is given again with the new scope added: pages may be made twice.
    QAction *add(const Spec &spec, QWidget *scope);
    QAction *action(const QString &id) const; ///< null if nobody added it yet
    QStringList ids() const; ///< in the order they were added
    QString place(const QString &id) const;

    QList<QKeySequence> defaultKeys(const QString &id) const;
    QKeySequence key(const QString &id) const; ///< the first one now; empty if none
    /// The action of the same scope that has this key already; empty: free.
    QString holder(const QKeySequence &key, const QString &except) const;
    /// The person's own key instead of the defaults; empty sequence: none; equal to the default: forgotten.
    void setKey(const QString &id, const QKeySequence &key);
    void resetKey(const QString &id);

    /// The person's own keys as Preferences::shortcuts keeps them: id to sequence in portable text.
    base::Json overrides() const;
    void setOverrides(const base::Json &overrides);

Q_SIGNALS:
    void keysChanged();
    void actionAdded(const QString &id);

private:
    struct Entry
    {
        Spec spec;
        QPointer<QAction> action;
    };

    void applyKeys(const Entry &entry) const;

    const Theme *m_theme; ///< not owned
    QList<QString> m_order;
    QHash<QString, Entry> m_entries;
    QHash<QString, QKeySequence> m_overrides;
};

} // namespace ui
