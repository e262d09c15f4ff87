// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/modelmenu.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>
#include <QtGui/QKeyEvent>
#include <QtGui/QScreen>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QWidgetAction>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int fieldWidth = 240;

QString escaped(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

/// Keys that move in the menu or close it; all others are for the field.
bool isForMenu(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Escape:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true;
    default:
        return false;
    }
}

} // namespace

ModelMenu::ModelMenu(const QList<settings::Profile> &profiles, const Choice &now, const QString &typedProfile,
                     QWidget *parent)
    : QMenu(parent)
{
    setObjectName(u"modelMenu"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    for (const settings::Profile &profile : profiles)
        addProfile(profile, now);
    if (!typedProfile.isEmpty())
        addTyped(typedProfile);
}

void ModelMenu::addProfile(const settings::Profile &profile, const Choice &now)
{
    QAction *head = addAction(escaped(profile.name));
    head->setEnabled(false);
    for (const settings::ModelEntry &model : profile.models) {
        QAction *action = addAction(escaped(model.name), this,
                                    [this, id = profile.id, name = model.name] { Q_EMIT chosen(id, name); });
        action->setCheckable(true);
        action->setChecked(profile.id == now.profileId && model.name == now.model);
        m_rows.append({action, model.name, head});
        if (action->isChecked())
            setActiveAction(action);
    }
    if (profile.models.isEmpty()) {
        QAction *none = addAction(tr("No models listed"));
        none->setEnabled(false);
        m_rows.append({none, {}, head});
    }
}

void ModelMenu::addTyped(const QString &profileId)
{
    m_field = new QLineEdit;
    m_field->setObjectName(u"typedModel"_s);
    m_field->setPlaceholderText(tr("Type a name: filters, or another model"));
    m_field->setAccessibleName(tr("Name of a model"));
    m_field->setMinimumWidth(fieldWidth);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &ModelMenu::filter);
    m_typed = addAction(QString(), this, [this, profileId] { Q_EMIT chosen(profileId, m_field->text().trimmed()); });
    m_typed->setVisible(false);
}

void ModelMenu::addField(Opens direction)
{
    if (!m_field)
        return;
    auto *action = new QWidgetAction(this);
    action->setDefaultWidget(m_field);
    QAction *first = direction == Opens::Downwards ? actions().value(0) : nullptr;
    if (first) {
        insertAction(first, action);
        insertSeparator(first);
    } else {
        addSeparator();
        addAction(action);
    }
}

void ModelMenu::open(const QPoint &edge, Opens direction)
{
    m_edge = edge;
    m_direction = direction;
    addField(direction);
    popup(edge);
    place();
}

void ModelMenu::place()
{
    const QRect room = screen()->availableGeometry();
    resize(sizeHint().boundedTo(room.size()));
    const QPoint corner = m_edge - QPoint(0, m_direction == Opens::Upwards ? height() : 0);
    move(std::clamp(corner.x(), room.left(), room.left() + room.width() - width()),
         std::clamp(corner.y(), room.top(), room.top() + room.height() - height()));
}

void ModelMenu::filter(const QString &text)
{
    const QString wanted = text.trimmed();
    QSet<QAction *> heads;
    QAction *best = nullptr;
    bool known = false;
    for (const Row &row : std::as_const(m_rows)) {
        const bool shown = wanted.isEmpty() || row.model.contains(wanted, Qt::CaseInsensitive);
        row.action->setVisible(shown);
        if (shown)
            heads.insert(row.head);
        if (shown && !row.model.isEmpty() && (!best || (row.model == wanted && !known)))
            best = row.action;
        known = known || row.model == wanted;
    }
    for (const Row &row : std::as_const(m_rows))
        row.head->setVisible(heads.contains(row.head));
    m_typed->setText(tr("Use %1").arg(escaped(wanted)));
    m_typed->setVisible(!wanted.isEmpty() && !known);
    setActiveAction(wanted.isEmpty() ? nullptr : best ? best : m_typed);
    place();
}

void ModelMenu::keyPressEvent(QKeyEvent *event)
{
    if (m_field && !isForMenu(*event))
        QCoreApplication::sendEvent(m_field, event);
    else
        QMenu::keyPressEvent(event);
}

bool ModelMenu::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !isForMenu(*static_cast<QKeyEvent *>(event)))
        return QMenu::eventFilter(watched, event);
    QMenu::keyPressEvent(static_cast<QKeyEvent *>(event));
    return true;
}

} // namespace ui
