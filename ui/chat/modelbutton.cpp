// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/modelbutton.h"

#include "settings/settings.h"
#include "ui/chat/modelmenu.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int longestName = 28;

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
    const QList<settings::Profile> &profiles = m_settings->profiles();
    const settings::Profile *current = m_settings->currentProfile();
    const QString typed = m_settings->profile(m_profile) ? m_profile
        : current                                        ? current->id
                                                         : profiles.value(0).id;
    auto *menu = new ModelMenu(profiles, {m_profile, m_model}, typed, this);
    connect(menu, &ModelMenu::chosen, this, &ModelButton::chosen);
    // Towards the middle of the window: above from a composer, below from a page's head.
    const bool low = mapTo(window(), rect().center()).y() > window()->height() / 2;
    menu->open(mapToGlobal(QPoint(0, low ? -metrics::spaceXs : height() + metrics::spaceXs)),
               low ? ModelMenu::Opens::Upwards : ModelMenu::Opens::Downwards);
}

} // namespace ui
