// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/modelbutton.h"

#include "settings/settings.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QWidgetAction>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int longestName = 28;
constexpr int typedWidth = 220;

QString escaped(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

QString shortened(const QString &name)
{
    if (name.size() <= longestName)
        return name;
    return name.left(longestName / 2) + u'…' + name.right(longestName / 2 - 1);
}

} // namespace

ModelButton::ModelButton(const Theme *theme, settings::Settings *settings, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
    , m_settings(settings)
{
    setProperty("kind", u"quiet"_s);
    setProperty("small", true);
    setProperty(dataProperty, true);
    setIcon(icons::icon(theme, u"model"_s));
    connect(this, &QPushButton::clicked, this, &ModelButton::openMenu);
    connect(settings, &settings::Settings::profilesChanged, this, [this] { showChoice(m_profile, m_model); });
    showChoice({}, {});
}

void ModelButton::showChoice(const QString &profileId, const QString &model)
{
    m_profile = profileId;
    m_model = model;
    const settings::Profile *profile = m_settings->profile(profileId);
    const QString name = model.isEmpty() ? tr("Choose a model") : shortened(model);
    const bool several = m_settings->profiles().size() > 1 && profile;
    setText(escaped(several ? tr("%1 · %2", "model and profile").arg(name, shortened(profile->name)) : name) + u" ▾"_s);
    setAccessibleName(tr("Model: %1").arg(name));
    setToolTip(u"<span>%1</span>"_s.arg((profile ? tr("%1 via %2").arg(model, profile->name) : model).toHtmlEscaped()));
}

void ModelButton::openMenu()
{
    QMenu *menu = makeMenu();
    // Towards the middle of the window: above from a composer, below from a page's head.
    const bool low = mapTo(window(), rect().center()).y() > window()->height() / 2;
    menu->popup(mapToGlobal(QPoint(0, low ? -menu->sizeHint().height() - metrics::spaceXs : height() + metrics::spaceXs)));
}

QMenu *ModelButton::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"modelMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const settings::Profile &profile : m_settings->profiles())
        addProfile(menu, profile);
    addTypedName(menu);
    return menu;
}

void ModelButton::addProfile(QMenu *menu, const settings::Profile &profile)
{
    QAction *head = menu->addAction(escaped(profile.name));
    head->setEnabled(false);
    for (const settings::ModelEntry &model : profile.models) {
        QAction *action = menu->addAction(escaped(model.name), this,
                                          [this, id = profile.id, name = model.name] { Q_EMIT chosen(id, name); });
        action->setCheckable(true);
        action->setChecked(profile.id == m_profile && model.name == m_model);
        if (action->isChecked())
            menu->setActiveAction(action);
    }
    if (profile.models.isEmpty())
        menu->addAction(tr("No models listed"))->setEnabled(false);
}

void ModelButton::addTypedName(QMenu *menu)
{
    if (m_settings->profiles().isEmpty())
        return;
    menu->addSeparator();
    auto *field = new QLineEdit;
    field->setObjectName(u"typedModel"_s);
    field->setPlaceholderText(tr("Another model: type its name"));
    field->setAccessibleName(tr("Name of another model"));
    field->setMinimumWidth(typedWidth);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(field);
    menu->addAction(action);
    connect(field, &QLineEdit::returnPressed, this, [this, field, menu] {
        const QString name = field->text().trimmed();
        const settings::Profile *current = m_settings->currentProfile();
        const QString profile = m_settings->profile(m_profile) ? m_profile : current ? current->id : m_settings->profiles().first().id;
        menu->close();
        if (!name.isEmpty())
            Q_EMIT chosen(profile, name);
    });
}

} // namespace ui
