// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/redactor.h"
#include "base/result.h"
#include "settings/keyring.h"
#include "settings/profile.h"

#include <QtCore/QFuture>
#include <QtCore/QHash>
#include <QtCore/QObject>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

namespace settings {

/// Keys, tokens and passwords: in the desktop's keyring, in memory for this run, or from the environment. Every value
/// that passes here is made known to the redactor first. GUI thread.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    explicit SecretStore(base::Redactor *redactor, QObject *parent = nullptr);
    SecretStore(base::Redactor *redactor, std::unique_ptr<Keyring> keyring, QObject *parent = nullptr);
    ~SecretStore() override;

    /// How long a keyring may be silent; 10 s. Then a call ends with an error of kind Storage.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

    /// Whether a keyring answers on this desktop; asked once, at the first call.
    QFuture<bool> keyringAvailable();
    /// The value behind a source; empty text for Kind::None. Error: InvalidInput (variable not set), NotFound (no
    /// entry), Storage, Cancelled (stop was requested).
    QFuture<base::Result<QString>> read(const SecretSource &source, const std::stop_token &stop = {});
    /// Keeps a value under the source's reference (Keyring or Session).
    QFuture<base::Result<void>> write(const SecretSource &source, const QString &value);
    QFuture<base::Result<void>> remove(const SecretSource &source);

    /// A fresh reference for a new secret.
    static QString newReference();

private:
    base::Result<QString> fromEnvironment(const QString &variable) const;
    base::Result<QString> fromSession(const QString &reference) const;
    QFuture<base::Result<QString>> fromKeyring(const QString &reference, const std::stop_token &stop);

    base::Redactor *m_redactor; ///< not owned
    std::unique_ptr<Keyring> m_keyring;
    std::chrono::milliseconds m_patience{10000};
    std::optional<QFuture<bool>> m_available; ///< the answer, once asked for
    QHash<QString, QString> m_session;
    QHash<QString, QString> m_keyringCache; ///< read once per run
};

} // namespace settings
