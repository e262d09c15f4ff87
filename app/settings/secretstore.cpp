// SPDX-License-Identifier: Apache-2.0
#include "settings/secretstore.h"

#include "base/random.h"
#include "settings/boundedanswer.h"
#include "settings/desktopkeyring.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>

using namespace Qt::StringLiterals;

namespace settings {

namespace {

constexpr std::chrono::milliseconds probePatience{3000}; ///< of the settings page

QString translated(const char *text)
{
    return QCoreApplication::translate("settings::SecretStore", text);
}

base::Error silentKeyring(std::chrono::milliseconds patience)
{
    base::Error error(
        base::ErrorKind::Storage,
        translated(QT_TRANSLATE_NOOP("settings::SecretStore",
                                     "The keyring did not answer in %1 s, so Spanway does not have the key. It may be "
                                     "locked: unlock it and try again, or keep the key for this run only."))
            .arg(std::chrono::ceil<std::chrono::seconds>(patience).count()));
    error.retryable = true; // once it is unlocked
    return error;
}

template <typename T> QFuture<base::Result<T>> ready(base::Result<T> result)
{
    return QtFuture::makeReadyFuture(std::move(result));
}

} // namespace

SecretStore::SecretStore(base::Redactor *redactor, QObject *parent)
    : SecretStore(redactor, std::make_unique<DesktopKeyring>(), parent)
{ }

SecretStore::SecretStore(base::Redactor *redactor, std::unique_ptr<Keyring> keyring, QObject *parent)
    : QObject(parent)
    , m_redactor(redactor)
    , m_keyring(std::move(keyring))
{ }

SecretStore::~SecretStore() = default;

QFuture<bool> SecretStore::keyringAvailable()
{
    if (m_available)
        return *m_available;
    // Reading an entry that nobody made: "not found" is the answer of a keyring that works. One that hangs must not
    // keep the settings page waiting.
    const auto probed
        = BoundedAnswer<QString>::of(m_keyring->read(u"probe"_s), probePatience, silentKeyring(probePatience), {});
    m_available = QFuture<base::Result<QString>>(probed).then([](const base::Result<QString> &answer) {
        return answer.has_value() || answer.error().kind == base::ErrorKind::NotFound;
    });
    return *m_available;
}

QFuture<base::Result<QString>> SecretStore::read(const SecretSource &source, const std::stop_token &stop)
{
    switch (source.kind) {
    case SecretSource::Kind::None:
        return ready<QString>(QString());
    case SecretSource::Kind::Environment:
        return ready(fromEnvironment(source.variable));
    case SecretSource::Kind::Session:
        return ready(fromSession(source.reference));
    case SecretSource::Kind::Keyring:
        return fromKeyring(source.reference, stop);
    }
    return ready<QString>(QString());
}

base::Result<QString> SecretStore::fromEnvironment(const QString &variable) const
{
    const QString value = qEnvironmentVariable(variable.toLocal8Bit().constData());
    if (value.isEmpty())
        return tl::unexpected(base::Error(
            base::ErrorKind::InvalidInput,
            translated(QT_TRANSLATE_NOOP("settings::SecretStore",
                                         "The environment variable %1 is not set, so there is no key. Set it and start "
                                         "Spanway again, or choose another place for the key."))
                .arg(variable)));
    m_redactor->addSecret(value);
    return value;
}

base::Result<QString> SecretStore::fromSession(const QString &reference) const
{
    const auto it = m_session.constFind(reference);
    if (it == m_session.cend())
        return tl::unexpected(base::Error(
            base::ErrorKind::NotFound,
            translated(QT_TRANSLATE_NOOP("settings::SecretStore",
                                         "The key was kept for one run of Spanway only. Enter it again."))));
    return *it;
}

QFuture<base::Result<QString>> SecretStore::fromKeyring(const QString &reference, const std::stop_token &stop)
{
    const auto known = m_keyringCache.constFind(reference);
    if (known != m_keyringCache.cend())
        return ready<QString>(*known);
    const QPointer<SecretStore> self(this);
    // Also an answer that comes too late is remembered: the next call has it at once.
    const auto remember = [self, reference](const base::Result<QString> &value) {
        if (value && self) {
            self->m_redactor->addSecret(*value);
            self->m_keyringCache.insert(reference, *value);
        }
        return value;
    };
    return BoundedAnswer<QString>::of(m_keyring->read(reference).then(remember), m_patience, silentKeyring(m_patience),
                                      stop);
}

QFuture<base::Result<void>> SecretStore::write(const SecretSource &source, const QString &value)
{
    m_redactor->addSecret(value);
    if (source.kind == SecretSource::Kind::Session) {
        m_session.insert(source.reference, value);
        return ready<void>({});
    }
    if (source.kind != SecretSource::Kind::Keyring)
        return ready<void>(tl::unexpected(base::Error(
            base::ErrorKind::InvalidInput,
            translated(QT_TRANSLATE_NOOP("settings::SecretStore",
                                         "A key can be kept in the keyring or for this run, nowhere else.")))));
    const QPointer<SecretStore> self(this);
    const auto remember = [self, source, value](const base::Result<void> &written) {
        if (written && self)
            self->m_keyringCache.insert(source.reference, value);
        return written;
    };
    return BoundedAnswer<void>::of(m_keyring->write(source.reference, value).then(remember), m_patience,
                                   silentKeyring(m_patience), {});
}

QFuture<base::Result<void>> SecretStore::remove(const SecretSource &source)
{
    m_session.remove(source.reference);
    m_keyringCache.remove(source.reference);
    if (source.kind != SecretSource::Kind::Keyring)
        return ready<void>({});
    return BoundedAnswer<void>::of(m_keyring->remove(source.reference), m_patience, silentKeyring(m_patience), {});
}

QString SecretStore::newReference()
{
    return base::randomUuid();
}

} // namespace settings
