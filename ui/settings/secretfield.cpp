// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/secretfield.h"

#include "settings/secretstore.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

using namespace Qt::StringLiterals;
using Kind = settings::SecretSource::Kind;

namespace ui {

namespace {

bool isStored(Kind kind)
{
    return kind == Kind::Keyring || kind == Kind::Session;
}

} // namespace

SecretField::SecretField(const QString &name, const QString &none, QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_value(new QLineEdit(this))
    , m_variable(new QLineEdit(this))
{
    setObjectName(name);
    m_kind->setObjectName(name + u"Source"_s);
    m_kind->setAccessibleName(tr("Where it comes from"));
    m_kind->addItem(tr("Keyring of this desktop"), QVariant::fromValue(static_cast<int>(Kind::Keyring)));
    m_kind->addItem(tr("This run only"), QVariant::fromValue(static_cast<int>(Kind::Session)));
    m_kind->addItem(tr("Environment variable"), QVariant::fromValue(static_cast<int>(Kind::Environment)));
    m_kind->addItem(none, QVariant::fromValue(static_cast<int>(Kind::None)));
    m_value->setObjectName(name + u"Value"_s);
    m_value->setAccessibleName(tr("Value"));
    m_value->setEchoMode(QLineEdit::Password);
    m_variable->setObjectName(name + u"Variable"_s);
    m_variable->setAccessibleName(tr("Name of the variable"));
    m_variable->setPlaceholderText(tr("Name of the variable"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceS);
    row->addWidget(m_kind);
    row->addWidget(m_value, 1);
    row->addWidget(m_variable, 1);
    setFocusProxy(m_kind);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SecretField::onKind);
    connect(m_kind, &QComboBox::activated, this, &SecretField::edited);
    connect(m_value, &QLineEdit::textEdited, this, &SecretField::edited);
    connect(m_variable, &QLineEdit::textEdited, this, &SecretField::edited);
    onKind();
}

Kind SecretField::kind() const
{
    return static_cast<Kind>(m_kind->currentData().toInt());
}

void SecretField::onKind()
{
    m_value->setVisible(isStored(kind()));
    m_variable->setVisible(kind() == Kind::Environment);
    const bool kept = kind() == m_kept.kind && !m_kept.reference.isEmpty();
    m_value->setPlaceholderText(kept ? tr("Kept; type to replace it") : QString());
}

void SecretField::setSource(const settings::SecretSource &source)
{
    m_kept = source;
    m_reference.clear();
    m_value->clear();
    m_variable->setText(source.variable);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(source.kind)));
    onKind();
}

settings::SecretSource SecretField::source() const
{
    settings::SecretSource source;
    source.kind = kind();
    if (source.kind == Kind::Environment)
        source.variable = m_variable->text().trimmed();
    if (!isStored(source.kind))
        return source;
    if (m_value->text().isEmpty()) {
        source.reference = source.kind == m_kept.kind ? m_kept.reference : QString();
        return source;
    }
    if (m_reference.isEmpty())
        m_reference = settings::SecretStore::newReference();
    source.reference = m_reference;
    return source;
}

void SecretField::collect(QHash<QString, QString> &typed) const
{
    const settings::SecretSource now = source();
    if (isStored(now.kind) && !m_value->text().isEmpty())
        typed.insert(now.reference, m_value->text());
}

QString SecretField::problem() const
{
    const settings::SecretSource now = source();
    if (now.kind == Kind::Environment && now.variable.isEmpty())
        return tr("Name the environment variable that holds it.");
    if (isStored(now.kind) && now.reference.isEmpty()) {
        return m_kept.reference.isEmpty() ? tr("Type it, or choose another place it comes from.")
                                          : tr("Type it again: it moves to another place.");
    }
    if (now.kind == Kind::Keyring && !m_keyring)
        return tr("No keyring answers on this desktop. Choose “This run only” or an environment variable.");
    return {};
}

void SecretField::setKeyringAvailable(bool available)
{
    m_keyring = available;
    // What a person chose stays; only an untouched new field moves to what works here.
    if (!available && kind() == Kind::Keyring && m_kept.reference.isEmpty() && m_value->text().isEmpty())
        m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(Kind::Session)));
}

void SecretField::useSession()
{
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(Kind::Session)));
}

} // namespace ui
