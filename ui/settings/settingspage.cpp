// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settingspage.h"

#include "base/random.h"
#include "settings/settings.h"
#include "ui/settings/personform.h"
#include "ui/settings/profileform.h"
#include "ui/settings/settingslist.h"
#include "ui/shell/prompts.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/listdelegate.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int narrowSide = 160;

} // namespace

SettingsPage::SettingsPage(const SettingsServices &services, const Toolkit &toolkit, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_toolkit(toolkit)
    , m_model(new SettingsList(services.settings, toolkit.theme, this))
    , m_list(new QListView(this))
    , m_stack(new QStackedWidget(this))
    , m_person(new PersonForm(services.settings, this))
{
    setObjectName(u"settingsPage"_s);
    m_stack->addWidget(m_person);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_side = makeSide();
    row->addWidget(m_side);
    row->addWidget(m_stack, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SettingsPage::onRow);
    connect(services.settings, &settings::Settings::profilesChanged, this, &SettingsPage::onProfilesChanged);
    // Queued: the buttons have their new size only with the new style.
    connect(toolkit.theme, &Theme::changed, this, &SettingsPage::fitSide, Qt::QueuedConnection);
    fitSide();
    const settings::Profile *current = services.settings->currentProfile();
    select(current ? current->id : QString());
}

QWidget *SettingsPage::makeSide()
{
    m_list->setObjectName(u"settingsList"_s);
    m_list->setAccessibleName(tr("Settings"));
    m_list->setModel(m_model);
    m_list->setProperty("surface", u"window"_s);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({metrics::icon, metrics::icon});
    m_list->setItemDelegate(new ListDelegate(m_toolkit.theme, m_list));
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const bool demo = m_services.demo;
    m_add = new QPushButton(demo ? tr("Use my own Kong") : tr("Add a gateway"));
    m_add->setObjectName(u"addProfile"_s);
    m_add->setIcon(icons::icon(m_toolkit.theme, demo ? u"gateway"_s : u"plus"_s));
    auto *import = new QPushButton(tr("Import a gateway"));
    import->setObjectName(u"importProfile"_s);
    import->setIcon(icons::icon(m_toolkit.theme, u"import"_s));
    for (QPushButton *button : {m_add, import})
        button->setProperty("kind", u"quiet"_s);
    auto *side = new QWidget(this);
    side->setAttribute(Qt::WA_StyledBackground);
    side->setProperty("surface", u"window"_s);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(metrics::spaceXs, metrics::spaceM, metrics::spaceXs, metrics::spaceS);
    column->setSpacing(metrics::spaceXs);
    QLabel *head = makeLabel(tr("Settings"), Theme::Type::Title, Tone::Primary, side);
    head->setIndent(metrics::spaceS);
    column->addWidget(head);
    column->addSpacing(metrics::spaceXs);
    column->addWidget(m_list, 1);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addWidget(import, 0, Qt::AlignLeft);
    import->setVisible(!demo);
    connect(m_add, &QPushButton::clicked, this, &SettingsPage::addProfile);
    connect(import, &QPushButton::clicked, this, &SettingsPage::importProfile);
    return side;
}

QString SettingsPage::title() const
{
    return tr("Settings");
}

QList<QWidget *> SettingsPage::panes() const
{
    return {m_list, m_stack->currentWidget()};
}

void SettingsPage::enter()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

void SettingsPage::setNarrow(bool narrow, bool)
{
    m_narrow = narrow;
    fitSide();
}

void SettingsPage::select(const QString &id)
{
    const int row = std::max(0, m_model->rowOf(id));
    m_list->setCurrentIndex(m_model->index(row));
    onRow();
}

void SettingsPage::onRow()
{
    if (!m_list->currentIndex().isValid())
        return;
    const QString id = m_list->currentIndex().data(SettingsList::IdRole).toString();
    m_stack->setCurrentWidget(id.isEmpty() ? static_cast<QWidget *>(m_person) : formFor(id));
}

ProfileForm *SettingsPage::formFor(const QString &id)
{
    if (ProfileForm *known = m_forms.value(id))
        return known;
    const settings::Profile *profile = m_services.settings->profile(id);
    auto *form = new ProfileForm(m_services, m_toolkit, this);
    form->setProfile(profile ? *profile : m_new);
    m_forms.insert(id, form);
    m_stack->addWidget(form);
    connectForm(form);
    return form;
}

void SettingsPage::connectForm(ProfileForm *form)
{
    connect(form, &ProfileForm::saved, this, [this](const QString &id) {
        const bool wasNew = id == m_new.id;
        if (wasNew)
            m_new = {};
        m_model->setNew(m_new.id);
        select(id);
        // A first gateway is what a person wants to talk to.
        if (wasNew && !m_services.settings->currentProfile()) {
            settings::Preferences preferences = m_services.settings->preferences();
            preferences.currentProfile = id;
            m_services.settings->setPreferences(preferences);
        }
    });
    connect(form, &ProfileForm::discardAsked, this, [this, form] {
        if (const settings::Profile *profile = m_services.settings->profile(form->profileId()))
            form->setProfile(*profile);
        else
            drop(form->profileId());
    });
    connect(form, &ProfileForm::exportAsked, this, [this, form] { exportProfile(form->profileId()); });
    connect(form, &ProfileForm::removeAsked, this, [this, form] { removeProfile(form->profileId()); });
}

void SettingsPage::addProfile()
{
    if (m_services.demo) {
        m_services.useOwnKong();
        return;
    }
    if (m_new.id.isEmpty()) {
        m_new.id = base::randomUuid();
        m_new.key.kind = settings::SecretSource::Kind::Keyring;
        m_model->setNew(m_new.id);
    }
    select(m_new.id);
    formFor(m_new.id)->goTo(Navigator::SettingsPlace::Gateway);
}

void SettingsPage::drop(const QString &id)
{
    if (ProfileForm *form = m_forms.take(id))
        form->deleteLater();
    if (id == m_new.id)
        m_new = {};
    m_model->setNew(m_new.id);
    const settings::Profile *current = m_services.settings->currentProfile();
    select(current ? current->id : QString());
}

void SettingsPage::importProfile()
{
    Prompts::FileWish wish;
    wish.title = tr("Import a gateway");
    wish.filters = QStringList{tr("Gateway profiles (*.json)"), tr("All files (*)")};
    m_toolkit.prompts->openFile(this, wish, [this](const QString &path) {
        if (path.isEmpty())
            return;
        const auto profile = m_services.settings->importProfile(path);
        if (!profile) {
            m_toolkit.navigator->note(profile.error().message);
            return;
        }
        m_services.settings->saveProfile(*profile);
        select(profile->id);
        m_toolkit.navigator->note(tr("Imported without keys: set the key before the first call"));
    });
}

void SettingsPage::exportProfile(const QString &id)
{
    const settings::Profile *profile = m_services.settings->profile(id);
    if (!profile)
        return;
    Prompts::FileWish wish;
    wish.title = tr("Export without keys");
    wish.name = profile->name + u".json"_s;
    wish.filters = QStringList{tr("Gateway profiles (*.json)")};
    m_toolkit.prompts->saveFile(this, wish, [this, id](const QString &path) {
        if (path.isEmpty())
            return;
        const auto written = m_services.settings->exportProfile(id, path);
        m_toolkit.navigator->note(written ? tr("Exported, without any key") : written.error().message);
    });
}

void SettingsPage::removeProfile(const QString &id)
{
    const settings::Profile *profile = m_services.settings->profile(id);
    if (!profile)
        return;
    Prompts::Question question;
    question.title = tr("Delete the gateway %1?").arg(profile->name);
    question.text = tr("Its conversations and traces stay. What waits for its MLflow cannot be sent any more.");
    question.action = tr("Delete");
    question.destructive = true;
    m_toolkit.prompts->ask(this, question, [this, id](Prompts::Choice choice) {
        if (choice != Prompts::Choice::Action)
            return;
        m_services.settings->removeProfile(id);
        drop(id);
    });
}

void SettingsPage::onProfilesChanged()
{
    // The model was reset: the list forgot where it was.
    for (ProfileForm *form : std::as_const(m_forms)) {
        const settings::Profile *profile = m_services.settings->profile(form->profileId());
        if (profile && !form->isDirty())
            form->setProfile(*profile);
    }
    const auto *shown = qobject_cast<ProfileForm *>(m_stack->currentWidget());
    select(shown ? shown->profileId() : QString());
}

void SettingsPage::goTo(Navigator::SettingsPlace place, const QString &profileId)
{
    using Place = Navigator::SettingsPlace;
    const settings::Profile *current = m_services.settings->currentProfile();
    const QString id = !profileId.isEmpty() ? profileId : current ? current->id : QString();
    if (place == Place::NewProfile || (id.isEmpty() && place != Place::Privacy && place != Place::Profiles)) {
        addProfile();
        return;
    }
    if (place == Place::Privacy) {
        select({});
        m_person->focusNames();
        return;
    }
    select(id);
    if (place != Place::Profiles && !id.isEmpty())
        formFor(id)->goTo(place);
}

/// The buttons below the list are whole at any size of text.
void SettingsPage::fitSide()
{
    const int usual = m_narrow ? narrowSide : metrics::settingsList;
    m_side->setFixedWidth(std::max(usual, m_side->layout()->minimumSize().width()));
}

} // namespace ui
