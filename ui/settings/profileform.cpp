// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/profileform.h"

#include "base/whendone.h"
#include "mlflow/localserver.h"
#include "services/connectiontester.h"
#include "settings/secretstore.h"
#include "settings/settings.h"
#include "ui/settings/connecttest.h"
#include "ui/settings/field.h"
#include "ui/settings/gatewayform.h"
#include "ui/settings/mlflowform.h"
#include "ui/settings/modeleditor.h"
#include "ui/settings/outboxmove.h"
#include "ui/settings/profilesaver.h"
#include "ui/settings/reports.h"
#include "ui/settings/section.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QPushButton *makeButton(const QString &name, const QString &text, const QString &kind = {})
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    if (!kind.isEmpty())
        button->setProperty("kind", kind);
    return button;
}

Banner *makeBanner(const Theme *theme, const QString &name)
{
    auto *banner = new Banner(theme);
    banner->setObjectName(name);
    banner->hide();
    return banner;
}

} // namespace

ProfileForm::ProfileForm(const SettingsServices &services, const Toolkit &toolkit, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_toolkit(toolkit)
    , m_saver(new ProfileSaver(services.settings, services.secrets, this))
    , m_gateway(new GatewayForm(toolkit))
    , m_models(new ModelEditor(toolkit.theme))
    , m_mlflow(new MlflowForm(toolkit, services.localMlflow))
    , m_gatewayTest(new ConnectTest(toolkit.theme, tr("Test the gateway"), u"testGateway"_s, u"gatewayReport"_s))
    , m_mlflowTest(new ConnectTest(toolkit.theme, tr("Test MLflow"), u"testMlflow"_s, u"mlflowReport"_s))
{
    setObjectName(u"profileForm"_s);
    build();
    connectForms();
    connectTester();
    auto *move = new OutboxMove(services.store, toolkit.prompts, this);
    connect(m_saver, &ProfileSaver::failed, this, &ProfileForm::onSaveFailed);
    connect(m_saver, &ProfileSaver::saved, this,
            [this, move](const settings::Profile &before, const settings::Profile &now) {
                load(now); // what tests found still holds
                m_toolkit.navigator->note(tr("Saved"));
                move->offer(before, now);
                Q_EMIT saved(now.id);
            });
    connect(services.settings, &settings::Settings::preferencesChanged, this, &ProfileForm::updateCurrent);
    base::whenDone(services.secrets->keyringAvailable(), this, [this](bool available) {
        m_gateway->setKeyringAvailable(available);
        m_mlflow->setKeyringAvailable(available);
    });
}

void ProfileForm::build()
{
    m_body = new QWidget;
    m_body->setMaximumWidth(metrics::formMax);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(metrics::spaceM);
    m_demoNote = makeLabel(tr("The demo makes this profile itself; it is gone when the demo ends."), Theme::Type::Body,
                           Tone::Secondary);
    m_demoNote->setWordWrap(true);
    body->addWidget(m_demoNote);
    body->addWidget(m_gateway);
    auto *models = new Section(tr("Models"));
    m_modelsField = models->addField(
        tr("What this gateway offers"), m_models,
        tr("Several models may share a path; on open Kong each has a route, and so a path, of its own."));
    body->addWidget(models);
    body->addWidget(m_gatewayTest);
    body->addWidget(m_mlflow);
    body->addWidget(makeContent());
    body->addWidget(m_mlflowTest);
    body->addStretch();

    auto *content = new QWidget;
    auto *margins = new QHBoxLayout(content);
    margins->setContentsMargins(metrics::spaceXl, metrics::spaceL, metrics::spaceXl, metrics::spaceL);
    margins->addWidget(m_body, 1000);
    margins->addStretch(1);
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(u"profileScroll"_s);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(content);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_scroll, 1);
    makeBar(column);
}

void ProfileForm::sayTests()
{
    const bool named = !m_models->current().name.isEmpty();
    m_gatewayTest->setWords(
        named ? tr("This makes one small call to the model chosen above, about 20 words. Your provider may charge for it.")
              : tr("Without a model only the connection is tested: name, connection, TLS and key. It costs nothing; the "
                   "small paid call needs a model."),
        named ? tr("Make the test call") : tr("Test the connection"));
    m_mlflowTest->setWords(
        tr("This writes one trace tagged spanway.test into the experiment and deletes it again if it may."),
        tr("Write a test trace"),
        m_mlflow->target().url.isEmpty() ? tr("Traces stay on this computer: choose above where they go first.") : QString());
}

Section *ProfileForm::makeContent()
{
    auto *section = new Section(tr("What leaves for MLflow"));
    m_content = new QComboBox;
    m_content->setObjectName(u"contentMode"_s);
    m_content->addItem(tr("Everything: prompts, replies and numbers"),
                       static_cast<int>(settings::ContentMode::Everything));
    m_content->addItem(tr("Numbers only: names, times, tokens, status"),
                       static_cast<int>(settings::ContentMode::NumbersOnly));
    m_content->addItem(tr("Nothing"), static_cast<int>(settings::ContentMode::Nothing));
    section->addField(tr("Unless a conversation says otherwise"), m_content);
    return section;
}

void ProfileForm::makeBar(QBoxLayout *column)
{
    m_saveReport = makeBanner(m_toolkit.theme, u"saveReport"_s);
    m_save = makeButton(u"saveProfile"_s, tr("Save"), u"primary"_s);
    m_discard = makeButton(u"discardProfile"_s, tr("Discard"));
    m_use = makeButton(u"useProfile"_s, tr("Use this gateway"));
    m_export = makeButton(u"exportProfile"_s, tr("Export"), u"quiet"_s);
    m_export->setToolTip(tr("As a file, without any key"));
    m_remove = makeButton(u"removeProfile"_s, tr("Delete"), u"quiet"_s);
    auto *bar = new QWidget(this);
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setProperty("surface", u"base"_s);
    bar->setProperty("line", u"top"_s);
    auto *all = new QVBoxLayout(bar);
    all->setContentsMargins(metrics::spaceXl, metrics::spaceS, metrics::spaceXl, metrics::spaceS);
    all->addWidget(m_saveReport);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::spaceS);
    for (QPushButton *button : {m_save, m_discard, m_use})
        row->addWidget(button);
    row->addStretch();
    row->addWidget(m_export);
    row->addWidget(m_remove);
    all->addLayout(row);
    column->addWidget(bar);
    connect(m_save, &QPushButton::clicked, this, &ProfileForm::save);
    connect(m_discard, &QPushButton::clicked, this, &ProfileForm::discardAsked);
    connect(m_export, &QPushButton::clicked, this, &ProfileForm::exportAsked);
    connect(m_remove, &QPushButton::clicked, this, &ProfileForm::removeAsked);
    connect(m_use, &QPushButton::clicked, this, [this] {
        settings::Preferences preferences = m_services.settings->preferences();
        preferences.currentProfile = m_profile.id;
        m_services.settings->setPreferences(preferences);
    });
}

void ProfileForm::connectForms()
{
    const auto dirty = [this](ConnectTest *test) {
        return [this, test] {
            if (m_loading)
                return;
            setDirty(true);
            sayTests();
            if (test)
                test->clear();
        };
    };
    connect(m_gateway, &GatewayForm::edited, this, dirty(m_gatewayTest));
    connect(m_models, &ModelEditor::edited, this, dirty(m_gatewayTest));
    connect(m_mlflow, &MlflowForm::edited, this, dirty(m_mlflowTest));
    connect(m_content, &QComboBox::activated, this, dirty(nullptr));
    connect(m_gatewayTest, &ConnectTest::asked, this, &ProfileForm::testGateway);
    connect(m_mlflowTest, &ConnectTest::asked, this, &ProfileForm::testMlflow);
    connect(m_models, &ModelEditor::fillAsked, this, &ProfileForm::listModels);
    connect(m_mlflow, &MlflowForm::startLocalAsked, this, [this] { m_services.startLocalMlflow(); });
}

void ProfileForm::connectTester()
{
    connect(m_services.tester, &services::ConnectionTester::gatewayTested, this, &ProfileForm::onGatewayTested);
    connect(m_services.tester, &services::ConnectionTester::mlflowTested, this, &ProfileForm::onMlflowTested);
    connect(m_services.tester, &services::ConnectionTester::modelsListed, this, [this](int ticket, const QStringList &names) {
        if (ticket == m_listing)
            m_models->showListed(names);
    });
    connect(m_services.tester, &services::ConnectionTester::experimentRestored, this,
            [this](int ticket, bool ok, const QString &message) {
                if (!m_mlflowTest->takeAnswer(ticket))
                    return;
                if (ok)
                    testMlflow();
                else
                    m_mlflowTest->report()->setText(message);
            });
    connect(m_services.tester, &services::ConnectionTester::mlflowFound, m_mlflow, &MlflowForm::offer);
}

void ProfileForm::setProfile(const settings::Profile &profile)
{
    load(profile);
    m_gatewayTest->clear();
    m_mlflowTest->clear();
}

void ProfileForm::load(const settings::Profile &profile)
{
    m_loading = true;
    m_profile = profile;
    m_gateway->setProfile(profile);
    m_models->setModels(profile.models);
    m_modelsField->setProblem({});
    m_mlflow->setTarget(profile.mlflow);
    m_content->setCurrentIndex(m_content->findData(static_cast<int>(profile.content)));
    m_saveReport->hide();
    m_demoNote->setVisible(profile.demo);
    for (QWidget *part : std::initializer_list<QWidget *>{m_gateway, m_models, m_content})
        part->setEnabled(!profile.demo);
    m_mlflow->setLocked(profile.demo);
    m_loading = false;
    setDirty(false);
    sayTests();
    updateCurrent();
}

QString ProfileForm::profileId() const
{
    return m_profile.id;
}

bool ProfileForm::isDirty() const
{
    return m_dirty;
}

void ProfileForm::setDirty(bool dirty)
{
    const bool isNew = !m_services.settings->profile(m_profile.id);
    m_save->setEnabled((dirty || isNew) && !m_profile.demo);
    m_discard->setEnabled(dirty || isNew);
    if (std::exchange(m_dirty, dirty) != dirty)
        Q_EMIT dirtyChanged();
}

void ProfileForm::updateCurrent()
{
    const bool known = m_services.settings->profile(m_profile.id);
    const settings::Profile *current = m_services.settings->currentProfile();
    m_use->setVisible(known && !(current && current->id == m_profile.id));
    m_export->setVisible(known && !m_profile.demo);
    m_remove->setVisible(known && !m_profile.demo);
}

void ProfileForm::goTo(Navigator::SettingsPlace place)
{
    using Place = Navigator::SettingsPlace;
    const bool mlflow = place == Place::Mlflow;
    QWidget *target = m_gateway;
    if (mlflow)
        target = m_mlflow;
    else if (place == Place::Models)
        target = m_modelsField;
    if (mlflow)
        m_mlflow->focusFirst();
    else if (place == Place::Key)
        m_gateway->focusKey();
    else if (place == Place::Models)
        m_models->setFocus(Qt::OtherFocusReason);
    else
        m_gateway->focusAddress();
    if (mlflow)
        m_services.tester->discoverMlflow();
    // The form has its final size only after the layout that showing it asks for.
    QMetaObject::invokeMethod(
        this, [this, target] { m_scroll->verticalScrollBar()->setValue(target->mapTo(m_body, QPoint(0, 0)).y()); },
        Qt::QueuedConnection);
}

settings::Profile ProfileForm::draft() const
{
    settings::Profile profile = m_profile;
    m_gateway->apply(profile);
    profile.models = m_models->models();
    profile.mlflow = m_mlflow->target();
    profile.content = static_cast<settings::ContentMode>(m_content->currentData().toInt());
    return profile;
}

QHash<QString, QString> ProfileForm::typed() const
{
    QHash<QString, QString> out;
    m_gateway->collect(out);
    m_models->collect(out);
    m_mlflow->collect(out);
    return out;
}

bool ProfileForm::check()
{
    const bool gateway = m_gateway->check();
    const bool mlflow = m_mlflow->check();
    m_modelsField->setProblem(m_models->problem());
    return gateway && mlflow && m_modelsField->problem().isEmpty();
}

void ProfileForm::save()
{
    m_saveReport->clearButtons();
    if (!check()) {
        m_saveReport->setNotice(Notice::Error);
        m_saveReport->setTitle(tr("Not saved yet"));
        m_saveReport->setText(
            tr("Something above cannot be used; it is marked in red. Nothing of what you typed is lost."));
        m_saveReport->show();
        return;
    }
    m_saveReport->hide();
    m_saver->save(draft(), typed());
}

void ProfileForm::onSaveFailed(const base::Error &error)
{
    m_saveReport->setNotice(Notice::Error, u"key"_s);
    m_saveReport->setTitle(tr("The keyring did not take the key"));
    m_saveReport->setText(error.message);
    QPushButton *session = m_saveReport->addButton(tr("Keep the key for this run only"), u"key"_s);
    session->setObjectName(u"keepForSession"_s);
    connect(session, &QPushButton::clicked, this, [this] {
        m_gateway->useSessionKey();
        save();
    });
    m_saveReport->show();
}

void ProfileForm::testGateway()
{
    const settings::Profile profile = draft();
    const bool usable = m_gateway->check();
    m_modelsField->setProblem(m_models->problem());
    if (!usable || !m_modelsField->problem().isEmpty())
        return;
    const settings::ModelEntry model = m_models->current();
    const int ticket = m_services.tester->ticket();
    m_gatewayTest->begin(ticket, model.name.isEmpty() ? tr("Connecting") : tr("Calling %1").arg(model.name));
    m_services.tester->testGateway(ticket, profile, model, typed());
}

void ProfileForm::onGatewayTested(int ticket, const gateway::CheckReport &report)
{
    if (!m_gatewayTest->takeAnswer(ticket))
        return;
    Reports::show(m_gatewayTest->report(), report,
                  {[this] {
                       m_gateway->useApikeyHeader();
                       testGateway();
                   },
                   [this](const QString &name) {
                       m_models->renameCurrent(name);
                       testGateway();
                   }});
}

void ProfileForm::listModels()
{
    if (!m_gateway->check())
        return;
    m_listing = m_services.tester->ticket();
    m_services.tester->listModels(m_listing, draft(), typed());
}

void ProfileForm::testMlflow()
{
    settings::MlflowTarget target = m_mlflow->target();
    if (!m_mlflow->check() || target.url.isEmpty())
        return;
    if (target.url == settings::localMlflowUrl) {
        if (m_services.localMlflow->state() != mlflow::LocalServer::State::Ready) {
            Reports::showLocalMissing(m_mlflowTest->report(), m_services.startLocalMlflow);
            return;
        }
        target.url = m_services.localMlflow->url();
    }
    const int ticket = m_services.tester->ticket();
    m_mlflowTest->begin(ticket, tr("Writing a test trace"));
    m_mlflowTested = target;
    m_services.tester->testMlflow(ticket, target, typed());
}

void ProfileForm::onMlflowTested(int ticket, const services::MlflowReport &report)
{
    if (!m_mlflowTest->takeAnswer(ticket))
        return;
    Reports::show(m_mlflowTest->report(), report,
                  {[this](const QString &id) {
                       const int asked = m_services.tester->ticket();
                       m_mlflowTest->begin(asked, tr("Restoring the experiment"));
                       m_services.tester->restoreExperiment(asked, m_mlflowTested, typed(), id);
                   },
                   [this](const QString &name) {
                       m_mlflow->setExperiment(name);
                       testMlflow();
                   }});
}

} // namespace ui
