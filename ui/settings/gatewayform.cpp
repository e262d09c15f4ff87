// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/gatewayform.h"

#include "ui/settings/field.h"
#include "ui/settings/filerow.h"
#include "ui/settings/headereditor.h"
#include "ui/settings/headertable.h"
#include "ui/settings/secretfield.h"
#include "ui/settings/section.h"
#include "ui/shell/toolkit.h"
#include "ui/widgets/metrics.h"

#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int longestIdle = 3600;

enum Scheme { Bearer, Apikey, Own };

QLineEdit *lineEdit(const QString &name, const QString &placeholder = {})
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setPlaceholderText(placeholder);
    return edit;
}

} // namespace

GatewayForm::GatewayForm(const Toolkit &toolkit, QWidget *parent)
    : QWidget(parent)
    , m_name(lineEdit(u"profileName"_s))
    , m_url(lineEdit(u"baseUrl"_s, u"http://kong.example:8000/v1"_s))
    , m_key(new SecretField(u"key"_s, tr("No key")))
    , m_scheme(new QComboBox)
    , m_keyHeader(lineEdit(u"keyHeader"_s))
    , m_keyPattern(lineEdit(u"keyPattern"_s))
    , m_headers(new HeaderEditor(toolkit.theme, u"headers"_s))
    , m_ca(lineEdit(u"caFile"_s))
    , m_admin(lineEdit(u"adminUrl"_s, u"http://kong.example:8001"_s))
    , m_idle(new QSpinBox)
{
    m_idle->setObjectName(u"idleTimeout"_s);
    m_idle->setRange(1, longestIdle);
    m_idle->setSuffix(tr(" s"));
    auto *section = new Section(tr("Gateway"), this);
    section->addField(tr("Name"), m_name, tr("How Spanway calls it."));
    m_urlField = section->addField(tr("Base address"), m_url,
                                   tr("As an OpenAI client takes it: with the path before /chat/completions."));
    m_keyField = section->addField(tr("Key"), m_key, tr("Never written to a file by Spanway."));
    m_schemeField = section->addField(tr("How the key is sent"), makeKeyHeader(), tr("{key} stands for the key."));
    m_headersField = section->addField(tr("Extra headers"), m_headers, tr("Secret unless kept plain."));
    m_caField = section->addField(tr("Certificates of your own (PEM file)"),
                                  new FileRow(toolkit, m_ca, tr("Choose a CA file")), tr("Empty: the system's."));
    m_adminField = section->addField(tr("Admin API"), m_admin, tr("Only read, for the gateway page. Empty: none."));
    section->addField(tr("Give up when no byte came for"), m_idle);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(section);
    connectAll();
}

QWidget *GatewayForm::makeKeyHeader()
{
    m_scheme->setObjectName(u"keyScheme"_s);
    m_scheme->addItem(tr("As a bearer token"), Bearer);
    m_scheme->addItem(tr("As apikey, Kong's own header"), Apikey);
    m_scheme->addItem(tr("In another header"), Own);
    m_keyHeader->setAccessibleName(tr("Name of the header"));
    m_keyPattern->setAccessibleName(tr("Value of the header"));
    auto *box = new QWidget;
    box->setObjectName(u"keyScheme_"_s);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceXs);
    column->addWidget(m_scheme);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::spaceS);
    row->addWidget(m_keyHeader, 2);
    row->addWidget(m_keyPattern, 3);
    column->addLayout(row);
    box->setFocusProxy(m_scheme);
    connect(m_scheme, &QComboBox::currentIndexChanged, this, [this] {
        const int scheme = m_scheme->currentData().toInt();
        m_keyHeader->setVisible(scheme == Own);
        m_keyPattern->setVisible(scheme == Own);
        if (scheme != Own) {
            m_keyHeader->setText(scheme == Bearer ? u"Authorization"_s : u"apikey"_s);
            m_keyPattern->setText(scheme == Bearer ? u"Bearer {key}"_s : u"{key}"_s);
        }
    });
    return box;
}

void GatewayForm::connectAll()
{
    for (QLineEdit *edit : {m_name, m_url, m_keyHeader, m_keyPattern, m_ca, m_admin})
        connect(edit, &QLineEdit::textChanged, this, &GatewayForm::edited);
    connect(m_key, &SecretField::edited, this, &GatewayForm::edited);
    connect(m_scheme, &QComboBox::activated, this, &GatewayForm::edited);
    connect(m_headers->model(), &HeaderTable::edited, this, &GatewayForm::edited);
    connect(m_idle, &QSpinBox::valueChanged, this, &GatewayForm::edited);
}

void GatewayForm::setProfile(const settings::Profile &profile)
{
    m_name->setText(profile.name);
    m_url->setText(profile.baseUrl);
    m_key->setSource(profile.key);
    const bool bearer = profile.keyHeader.compare("authorization", Qt::CaseInsensitive) == 0
        && profile.keyPattern == "Bearer {key}"_L1;
    const bool apikey
        = profile.keyHeader.compare("apikey", Qt::CaseInsensitive) == 0 && profile.keyPattern == "{key}"_L1;
    m_scheme->setCurrentIndex(bearer ? Bearer : apikey ? Apikey : Own);
    m_keyHeader->setText(QString::fromUtf8(profile.keyHeader));
    m_keyPattern->setText(profile.keyPattern);
    m_keyHeader->setVisible(!bearer && !apikey);
    m_keyPattern->setVisible(!bearer && !apikey);
    m_headers->model()->setHeaders(profile.headers);
    m_ca->setText(profile.caFile);
    m_admin->setText(profile.adminUrl);
    m_idle->setValue(profile.idleTimeoutSeconds);
    for (Field *field : {m_urlField, m_keyField, m_schemeField, m_headersField, m_adminField, m_caField})
        field->setProblem({});
}

void GatewayForm::apply(settings::Profile &profile) const
{
    profile.baseUrl = m_url->text().trimmed();
    profile.name = m_name->text().trimmed();
    if (profile.name.isEmpty())
        profile.name = QUrl(profile.baseUrl).host();
    profile.key = m_key->source();
    profile.keyHeader = m_keyHeader->text().trimmed().toUtf8();
    profile.keyPattern = m_keyPattern->text();
    profile.headers = m_headers->model()->headers();
    profile.caFile = m_ca->text().trimmed();
    profile.adminUrl = m_admin->text().trimmed();
    profile.idleTimeoutSeconds = m_idle->value();
}

void GatewayForm::collect(QHash<QString, QString> &typed) const
{
    m_key->collect(typed);
    m_headers->model()->collect(typed);
}

QString GatewayForm::patternProblem() const
{
    if (m_key->source().kind == settings::SecretSource::Kind::None)
        return {};
    if (m_keyHeader->text().trimmed().isEmpty())
        return tr("Name the header that carries the key.");
    if (!m_keyPattern->text().contains("{key}"_L1))
        return tr("The value must hold {key}, which stands for the key.");
    return {};
}

bool GatewayForm::check()
{
    const QString admin = m_admin->text().trimmed();
    const QString ca = m_ca->text().trimmed();
    m_urlField->setProblem(settings::baseUrlProblem(m_url->text().trimmed()).value_or(QString()));
    m_keyField->setProblem(m_key->problem());
    m_schemeField->setProblem(patternProblem());
    m_headersField->setProblem(m_headers->model()->problem());
    m_adminField->setProblem(admin.isEmpty() ? QString() : settings::baseUrlProblem(admin).value_or(QString()));
    m_caField->setProblem(ca.isEmpty() || QFileInfo(ca).isReadable() ? QString() : tr("This file cannot be read."));
    for (const Field *field : {m_urlField, m_keyField, m_schemeField, m_headersField, m_adminField, m_caField}) {
        if (!field->problem().isEmpty())
            return false;
    }
    return true;
}

void GatewayForm::setKeyringAvailable(bool available)
{
    m_key->setKeyringAvailable(available);
    m_headers->model()->setNewKept(available ? HeaderTable::Keyring : HeaderTable::Session);
}

void GatewayForm::useSessionKey()
{
    m_key->useSession();
}

void GatewayForm::useApikeyHeader()
{
    m_scheme->setCurrentIndex(Apikey);
    Q_EMIT edited();
}

void GatewayForm::focusAddress()
{
    m_url->setFocus(Qt::OtherFocusReason);
}

void GatewayForm::focusKey()
{
    m_key->setFocus(Qt::OtherFocusReason);
}

} // namespace ui
