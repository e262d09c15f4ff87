// SPDX-License-Identifier: Apache-2.0
#include "settings/desktopkeyring.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPromise>

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

/// Starts a keyring job and hands its end to `judge`, which makes the result. The job outlives the keyring when it must:
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

QFuture<base::Result<QString>> DesktopKeyring::read(const QString &reference)
{
    auto *job = new QKeychain::ReadPasswordJob(service());
    job->setKey(reference);
    const auto judge = [](QKeychain::Job *done) -> base::Result<QString> {
        if (done->error() != QKeychain::NoError)
            return tl::unexpected(keyringError(done));
        return static_cast<QKeychain::ReadPasswordJob *>(done)->textData();
    };
    return started<QString>(job, judge);
}

QFuture<base::Result<void>> DesktopKeyring::write(const QString &reference, const QString &value)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setKey(reference);
    job->setTextData(value);
    const auto judge = [](QKeychain::Job *done) -> base::Result<void> {
        if (done->error() != QKeychain::NoError)
            return tl::unexpected(keyringError(done));
        return {};
    };
    return started<void>(job, judge);
}

QFuture<base::Result<void>> DesktopKeyring::remove(const QString &reference)
{
    auto *job = new QKeychain::DeletePasswordJob(service());
    job->setKey(reference);
    const auto judge = [](QKeychain::Job *done) -> base::Result<void> {
        if (done->error() != QKeychain::NoError && done->error() != QKeychain::EntryNotFound)
            return tl::unexpected(keyringError(done));
        return {};
    };
    return started<void>(job, judge);
}

} // namespace settings
