// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/mlflowform.h"

#include "mlflow/connection.h"
#include "mlflow/localserver.h"
#include "ui/settings/field.h"
#include "ui/settings/filerow.h"
#include "ui/settings/headereditor.h"
#include "ui/settings/headertable.h"
#include "ui/settings/secretfield.h"
#include "ui/settings/section.h"
#include "ui/shell/toolkit.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using Login = settings::MlflowTarget::Login;

namespace ui {

namespace {

QLineEdit *lineEdit(const QString &name, const QString &placeholder = {})
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setPlaceholderText(placeholder);
    return edit;
}

} // namespace

MlflowForm::MlflowForm(const Toolkit &toolkit, const mlflow::LocalServer *local, QWidget *parent)
    : QWidget(parent)
    , m_local(local)
    , m_kind(new QComboBox)
    , m_url(lineEdit(u"mlflowUrl"_s, u"http://mlflow.example:5000"_s))
    , m_experiment(lineEdit(u"experiment"_s))
    , m_login(new QComboBox)
    , m_user(lineEdit(u"mlflowUser"_s))
    , m_secret(new SecretField(u"mlflowSecret"_s, tr("None")))
    , m_headers(new HeaderEditor(toolkit.theme, u"mlflowHeaders"_s))
    , m_ca(lineEdit(u"mlflowCaFile"_s))
    , m_workspace(lineEdit(u"workspace"_s))
    , m_localState(makeLabel({}, Theme::Type::Body, Tone::Secondary))
    , m_startLocal(new QPushButton(tr("Start a local MLflow")))
    , m_offers(new QWidget)
    , m_offerRow(new QHBoxLayout(m_offers))
{
    m_kind->setObjectName(u"mlflowKind"_s);
    m_kind->addItem(tr("Nowhere: they stay on this computer"), None);
    m_kind->addItem(tr("A local MLflow that Spanway runs"), Local);
    m_kind->addItem(tr("An MLflow server"), Server);
    m_login->setObjectName(u"mlflowLogin"_s);
    m_login->addItem(tr("No login"), static_cast<int>(Login::None));
    m_login->addItem(tr("User and password"), static_cast<int>(Login::Basic));
    m_login->addItem(tr("Token"), static_cast<int>(Login::Bearer));
    makeFields(toolkit);
    connectAll();
    onKind();
    showLocal();
}

void MlflowForm::makeFields(const Toolkit &toolkit)
{
    auto *section = new Section(tr("MLflow"), this);
    section->addField(tr("Where traces go"), m_kind);
    m_localPart = makeLocal();
    section->addRow(m_localPart);
    section->addRow(makeOffers());
    m_urlField = section->addField(tr("Address of the server"), m_url, tr("With its path prefix, if it has one."));
    m_experimentField = section->addField(tr("Experiment"), m_experiment, tr("Made when it is not there yet."));
    Field *login = section->addField(tr("Login"), m_login);
    m_userField = section->addField(tr("User"), m_user);
    m_secretField = section->addField(tr("Password or token"), m_secret);
    m_headersField = section->addField(tr("Extra headers"), m_headers, tr("Secret unless kept plain."));
    m_caField = section->addField(tr("Certificates of its own (PEM file)"),
                                  new FileRow(toolkit, m_ca, tr("Choose a CA file")), tr("Empty: the system's."));
    Field *workspace
        = section->addField(tr("Workspace"), m_workspace, tr("Sent only to servers that have workspaces."));
    m_serverParts = {m_offers, m_urlField, login, m_userField, m_secretField, m_headersField, m_caField, workspace};
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(section);
}

QWidget *MlflowForm::makeLocal()
{
    m_startLocal->setObjectName(u"startLocalMlflow"_s);
    m_localState->setObjectName(u"localMlflowState"_s);
    m_localState->setWordWrap(true);
    auto *box = new QWidget;
    auto *row = new QVBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceS);
    row->addWidget(m_localState);
    row->addWidget(m_startLocal, 0, Qt::AlignLeft);
    return box;
}

QWidget *MlflowForm::makeOffers()
{
    m_offers->setObjectName(u"mlflowOffers"_s);
    m_offerRow->setContentsMargins(0, 0, 0, 0);
    m_offerRow->setSpacing(metrics::spaceS);
    m_offerRow->addWidget(makeLabel(tr("Found:"), Theme::Type::Small, Tone::Muted, m_offers));
    m_offerRow->addStretch();
    m_offers->hide();
    return m_offers;
}

void MlflowForm::connectAll()
{
    for (QLineEdit *edit : {m_url, m_experiment, m_user, m_ca, m_workspace})
        connect(edit, &QLineEdit::textChanged, this, &MlflowForm::edited);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &MlflowForm::onKind);
    connect(m_login, &QComboBox::currentIndexChanged, this, &MlflowForm::onKind);
    connect(m_kind, &QComboBox::activated, this, &MlflowForm::edited);
    connect(m_login, &QComboBox::activated, this, &MlflowForm::edited);
    connect(m_secret, &SecretField::edited, this, &MlflowForm::edited);
    connect(m_headers->model(), &HeaderTable::edited, this, &MlflowForm::edited);
    connect(m_startLocal, &QPushButton::clicked, this, &MlflowForm::startLocalAsked);
    connect(m_local, &mlflow::LocalServer::stateChanged, this, &MlflowForm::showLocal);
}

MlflowForm::Kind MlflowForm::kind() const
{
    return static_cast<Kind>(m_kind->currentData().toInt());
}

Login MlflowForm::login() const
{
    return static_cast<Login>(m_login->currentData().toInt());
}

void MlflowForm::onKind()
{
    const bool server = kind() == Server;
    for (QWidget *part : std::as_const(m_serverParts))
        part->setVisible(server);
    m_offers->setVisible(server && !m_offered.isEmpty());
    m_userField->setVisible(server && login() == Login::Basic);
    m_secretField->setVisible(server && login() != Login::None);
    m_experimentField->setVisible(kind() != None);
    m_localPart->setVisible(kind() == Local);
}

void MlflowForm::showLocal()
{
    QString text;
    bool canStart = true;
    switch (m_local->state()) {
    case mlflow::LocalServer::State::Off:
        text = tr("It is not running. It keeps its data in Spanway's own folder and ends with Spanway.");
        break;
    case mlflow::LocalServer::State::Starting:
        text = tr("Starting; the first start takes about ten seconds.");
        canStart = false;
        break;
    case mlflow::LocalServer::State::Ready:
        text = tr("Running at %1").arg(m_local->url());
        canStart = false;
        break;
    case mlflow::LocalServer::State::Stopping:
        text = tr("Ending");
        canStart = false;
        break;
    case mlflow::LocalServer::State::Failed:
        text = m_local->problem();
        break;
    }
    m_localState->setText(text);
    setTone(m_localState, m_local->state() == mlflow::LocalServer::State::Failed ? Tone::Error : Tone::Secondary);
    m_startLocal->setVisible(canStart);
}

void MlflowForm::setLocked(bool locked)
{
    m_kind->setEnabled(!locked);
    m_experiment->setEnabled(!locked);
    for (QWidget *part : std::as_const(m_serverParts))
        part->setEnabled(!locked);
}

void MlflowForm::setTarget(const settings::MlflowTarget &target)
{
    const bool local = target.url == settings::localMlflowUrl;
    m_kind->setCurrentIndex(local ? Local : target.url.isEmpty() ? None : Server);
    m_url->setText(local ? QString() : target.url);
    m_experiment->setText(target.experiment);
    m_login->setCurrentIndex(m_login->findData(static_cast<int>(target.login)));
    m_user->setText(target.user);
    settings::SecretSource secret = target.secret;
    if (target.login == Login::None && secret.kind == settings::SecretSource::Kind::None)
        secret.kind = settings::SecretSource::Kind::Keyring; // what a login added now would start with
    m_secret->setSource(secret);
    m_headers->model()->setHeaders(target.headers);
    m_ca->setText(target.caFile);
    m_workspace->setText(target.workspace);
    for (Field *field : {m_urlField, m_experimentField, m_userField, m_secretField, m_headersField, m_caField})
        field->setProblem({});
    onKind();
}

settings::MlflowTarget MlflowForm::target() const
{
    settings::MlflowTarget target;
    target.experiment = m_experiment->text().trimmed();
    if (kind() == Local)
        target.url = settings::localMlflowUrl.toString();
    if (kind() != Server)
        return target;
    target.url = mlflow::normalizedUrl(m_url->text());
    target.login = login();
    if (target.login == Login::Basic)
        target.user = m_user->text().trimmed();
    if (target.login != Login::None)
        target.secret = m_secret->source();
    target.headers = m_headers->model()->headers();
    target.caFile = m_ca->text().trimmed();
    target.workspace = m_workspace->text().trimmed();
    return target;
}

void MlflowForm::collect(QHash<QString, QString> &typed) const
{
    if (kind() != Server)
        return;
    if (login() != Login::None)
        m_secret->collect(typed);
    m_headers->model()->collect(typed);
}

bool MlflowForm::check()
{
    const bool server = kind() == Server;
    const QString ca = m_ca->text().trimmed();
    m_urlField->setProblem(server ? mlflow::urlProblem(m_url->text()).value_or(QString()) : QString());
    const bool named = kind() == None || !m_experiment->text().trimmed().isEmpty();
    m_experimentField->setProblem(named ? QString() : tr("Name the experiment that gets the traces."));
    const bool user = !server || login() != Login::Basic || !m_user->text().trimmed().isEmpty();
    m_userField->setProblem(user ? QString() : tr("Name the user."));
    m_secretField->setProblem(server && login() != Login::None ? m_secret->problem() : QString());
    m_headersField->setProblem(server ? m_headers->model()->problem() : QString());
    m_caField->setProblem(!server || ca.isEmpty() || QFileInfo(ca).isReadable() ? QString()
                                                                                : tr("This file cannot be read."));
    for (const Field *field : {m_urlField, m_experimentField, m_userField, m_secretField, m_headersField, m_caField}) {
        if (!field->problem().isEmpty())
            return false;
    }
    return true;
}

void MlflowForm::setKeyringAvailable(bool available)
{
    m_secret->setKeyringAvailable(available);
    m_headers->model()->setNewKept(available ? HeaderTable::Keyring : HeaderTable::Session);
}

void MlflowForm::setExperiment(const QString &name)
{
    m_experiment->setText(name);
}

void MlflowForm::take(const settings::MlflowTarget &found)
{
    settings::MlflowTarget taken = target();
    const bool elsewhere = QUrl(taken.url).authority() != QUrl(found.url).authority();
    taken.url = found.url;
    // A login is for its own server only.
    if (found.login != Login::None || elsewhere) {
        taken.login = found.login;
        taken.user = found.user;
        taken.secret = found.secret;
    }
    if (!found.experiment.isEmpty())
        taken.experiment = found.experiment;
    if (!found.workspace.isEmpty())
        taken.workspace = found.workspace;
    if (!found.caFile.isEmpty())
        taken.caFile = found.caFile;
    setTarget(taken);
    Q_EMIT edited();
}

void MlflowForm::offer(const settings::MlflowTarget &found, const QString &source)
{
    if (m_offered.contains(found.url))
        return;
    m_offered.append(found.url);
    auto *button = new QPushButton(found.url, m_offers);
    button->setObjectName(u"mlflowOffer"_s);
    button->setProperty("small", true);
    button->setProperty(dataProperty, true);
    button->setToolTip(tr("From %1").arg(source));
    m_offerRow->insertWidget(m_offerRow->count() - 1, button);
    connect(button, &QPushButton::clicked, this, [this, found] { take(found); });
    onKind();
}

void MlflowForm::focusFirst()
{
    m_kind->setFocus(Qt::OtherFocusReason);
}

} // namespace ui
