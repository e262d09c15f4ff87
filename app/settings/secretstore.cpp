// SPDX-License-Identifier: Apache-2.0
#include "settings/secretstore.h"

#include "base/random.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>
#include <QtCore/QPromise>
#include <QtCore/QTimer>

#include <qt6keychain/keychain.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace settings {

namespace {

/// The entries' common name in the person's keyring.
QString service()
{
    return u"Spanway"_s;
}

QString translated(const char *text)
{
    return QCoreApplication::translate("settings::SecretStore", text);
}

base::Error keyringError(const QKeychain::Job *job)
{
    if (job->error() == QKeychain::EntryNotFound)
        return base::Error(
            base::ErrorKind::NotFound,
            translated(QT_TRANSLATE_NOOP("settings::SecretStore",
                                         "The keyring has no such entry any more. Enter the key again.")));
    if (job->error() == QKeychain::AccessDenied || job->error() == QKeychain::AccessDeniedByUser)
        return base::Error(
            base::ErrorKind::Storage,
            translated(QT_TRANSLATE_NOOP("settings::SecretStore",
                                         "The keyring stayed locked. Unlock it and try again, or keep the "
                                         "key for this run only.")),
            job->errorString());
    return base::Error(
        base::ErrorKind::Storage,
        translated(QT_TRANSLATE_NOOP("settings::SecretStore",
                                     "No keyring answers on this desktop. Keep the key for this run only, "
                                     "or take it from an environment variable.")),
        job->errorString());
}

template <typename T> QFuture<base::Result<T>> ready(base::Result<T> result)
{
    return QtFuture::makeReadyFuture(std::move(result));
}

/// Starts a keyring job and hands its end to `judge`, which makes the result. The job outlives the store when it must:
/// the keyring's library holds a pointer to it until it answers.
template <typename T, typename Judge> QFuture<base::Result<T>> started(QKeychain::Job *job, Judge judge)
{
    auto promise = std::make_shared<QPromise<base::Result<T>>>();
    promise->start();
    QObject::connect(job, &QKeychain::Job::finished, job, [promise, judge](QKeychain::Job *done) {
        promise->addResult(judge(done));
        promise->finish();
    });
    job->start();
    return promise->future();
}

} // namespace

SecretStore::SecretStore(base::Redactor *redactor, QObject *parent)
    : QObject(parent)
    , m_redactor(redactor)
{ }

QFuture<bool> SecretStore::keyringAvailable()
{
    if (m_keyring)
        return *m_keyring;
    // Reading an entry that nobody made: "not found" is the answer of a keyring that works.
    auto *job = new QKeychain::ReadPasswordJob(service());
    job->setKey(u"probe"_s);
    auto promise = std::make_shared<QPromise<bool>>();
    promise->start();
    const auto answer = [promise](bool available) {
        if (promise->future().isFinished())
            return;
        promise->addResult(available);
        promise->finish();
    };
    QObject::connect(job, &QKeychain::Job::finished, job, [answer](QKeychain::Job *done) {
        answer(done->error() == QKeychain::NoError || done->error() == QKeychain::EntryNotFound);
    });
    // A keyring service that hangs must not keep the settings page waiting.
    QTimer::singleShot(std::chrono::seconds(3), this, [answer] { answer(false); });
    m_keyring = promise->future();
    job->start();
    return *m_keyring;
}

QFuture<base::Result<QString>> SecretStore::read(const SecretSource &source)
{
    switch (source.kind) {
    case SecretSource::Kind::None:
        return ready<QString>(QString());
    case SecretSource::Kind::Environment:
        return ready(fromEnvironment(source.variable));
    case SecretSource::Kind::Session:
        return ready(fromSession(source.reference));
    case SecretSource::Kind::Keyring:
        return fromKeyring(source.reference);
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

QFuture<base::Result<QString>> SecretStore::fromKeyring(const QString &reference)
{
    const auto known = m_keyringCache.constFind(reference);
    if (known != m_keyringCache.cend())
        return ready<QString>(*known);
    auto *job = new QKeychain::ReadPasswordJob(service());
    job->setKey(reference);
    const QPointer<SecretStore> self(this);
    const auto judge = [self, reference](QKeychain::Job *done) -> base::Result<QString> {
        if (done->error() != QKeychain::NoError)
            return tl::unexpected(keyringError(done));
        const QString value = static_cast<QKeychain::ReadPasswordJob *>(done)->textData();
        if (self) {
            self->m_redactor->addSecret(value);
            self->m_keyringCache.insert(reference, value);
        }
        return value;
    };
    return started<QString>(job, judge);
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
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setKey(source.reference);
    job->setTextData(value);
    const QPointer<SecretStore> self(this);
    const auto judge = [self, source, value](QKeychain::Job *done) -> base::Result<void> {
        if (done->error() != QKeychain::NoError)
            return tl::unexpected(keyringError(done));
        if (self)
            self->m_keyringCache.insert(source.reference, value);
        return {};
    };
    return started<void>(job, judge);
}

QFuture<base::Result<void>> SecretStore::remove(const SecretSource &source)
{
    m_session.remove(source.reference);
    m_keyringCache.remove(source.reference);
    if (source.kind != SecretSource::Kind::Keyring)
        return ready<void>({});
    auto *job = new QKeychain::DeletePasswordJob(service());
    job->setKey(source.reference);
    const auto judge = [](QKeychain::Job *done) -> base::Result<void> {
        if (done->error() != QKeychain::NoError && done->error() != QKeychain::EntryNotFound)
            return tl::unexpected(keyringError(done));
        return {};
    };
    return started<void>(job, judge);
}

QString SecretStore::newReference()
{
    return base::randomUuid();
}

} // namespace settings
