// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/actionregistry.h"

#include "ui/widgets/icons.h"

#include <QtGui/QAction>
#include <QtWidgets/QWidget>

namespace ui {

ActionRegistry::ActionRegistry(const Theme *theme, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
{ }

QAction *ActionRegistry::add(const Spec &spec, QWidget *scope)
{
    Entry &entry = m_entries[spec.id];
    entry.spec = spec;
    if (!entry.action) {
        entry.action = new QAction(spec.text, scope);
        entry.action->setObjectName(spec.id);
        if (!m_order.contains(spec.id))
            m_order.append(spec.id);
    }
    QAction *action = entry.action;
    action->setText(spec.text);
    if (!spec.icon.isEmpty())
        action->setIcon(icons::icon(m_theme, spec.icon));
    action->setShortcutContext(scope->isWindow() ? Qt::WindowShortcut : Qt::WidgetWithChildrenShortcut);
    applyKeys(entry);
    scope->addAction(action);
    Q_EMIT actionAdded(spec.id);
    return action;
}

QAction *ActionRegistry::action(const QString &id) const
{
    return m_entries.value(id).action;
}

QStringList ActionRegistry::ids() const
{
    return m_order;
}

QString ActionRegistry::place(const QString &id) const
{
    return m_entries.value(id).spec.place;
}

QList<QKeySequence> ActionRegistry::defaultKeys(const QString &id) const
{
    return m_entries.value(id).spec.keys;
}

QKeySequence ActionRegistry::key(const QString &id) const
{
    const auto own = m_overrides.constFind(id);
    return own != m_overrides.cend() ? *own : defaultKeys(id).value(0);
}

QString ActionRegistry::holder(const QKeySequence &key, const QString &except) const
{
    if (key.isEmpty())
        return {};
    const QString where = place(except);
    for (const QString &id : m_order) {
        if (id == except || place(id) != where)
            continue;
        const QAction *other = action(id);
        if (other && other->shortcuts().contains(key))
            return id;
    }
    return {};
}

void ActionRegistry::setKey(const QString &id, const QKeySequence &key)
{
    const QList<QKeySequence> defaults = defaultKeys(id);
    if (defaults.value(0) == key)
        m_overrides.remove(id);
    else
        m_overrides.insert(id, key);
    applyKeys(m_entries.value(id));
    Q_EMIT keysChanged();
}

void ActionRegistry::resetKey(const QString &id)
{
    setKey(id, defaultKeys(id).value(0));
}

base::Json ActionRegistry::overrides() const
{
    base::Json out = base::Json::object();
    QStringList ids = m_overrides.keys();
    ids.sort();
    for (const QString &id : std::as_const(ids))
        out.insert(id, base::Json(m_overrides.value(id).toString(QKeySequence::PortableText)));
    return out;
}

void ActionRegistry::setOverrides(const base::Json &overrides)
{
    m_overrides.clear();
    for (const auto &[id, key] : overrides.members())
        m_overrides.insert(id, QKeySequence::fromString(key.toString(), QKeySequence::PortableText));
    for (const Entry &entry : std::as_const(m_entries))
        applyKeys(entry);
    Q_EMIT keysChanged();
}

void ActionRegistry::applyKeys(const Entry &entry) const
{
    if (!entry.action)
        return;
    const auto own = m_overrides.constFind(entry.spec.id);
    if (own == m_overrides.cend())
        entry.action->setShortcuts(entry.spec.keys);
    else
        entry.action->setShortcuts(own->isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{*own});
}

} // namespace ui
