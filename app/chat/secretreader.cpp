// SPDX-License-Identifier: Apache-2.0
#include "chat/secretreader.h"

#include <QCoroFuture>

namespace chat {

QCoro::Task<base::Result<QString>> readSecret(settings::SecretStore *store, settings::SecretSource source, TypedSecrets typed,
                                               std::stop_token stop)
{
    if (typed.contains(source.name()))
        co_return typed.value(source.name());
    auto future = store->read(source, stop);
    const auto value = co_await qCoro(future).waitForFinished();
    co_return value;
}

QCoro::Task<base::Result<TypedSecrets>> readHeaderSecrets(settings::SecretStore *store, QList<settings::ExtraHeader> headers,
                                                          TypedSecrets typed, std::stop_token stop)
{
    TypedSecrets secrets;
    for (const settings::ExtraHeader &header : headers) {
        if (header.plain)
            continue;
        const auto value = co_await readSecret(store, header.secret, typed, stop);
        if (stop.stop_requested())
            co_return tl::unexpected(base::Error::cancelled());
        if (!value)
            co_return tl::unexpected(value.error());
        secrets.insert(header.secret.name(), *value);
    }
    co_return secrets;
}

QCoro::Task<base::Result<gateway::ResolvedSecrets>> readSecrets(settings::SecretStore *store, settings::Profile profile,
                                                                settings::ModelEntry model, TypedSecrets typed,
                                                                std::stop_token stop)
{
    const auto key = co_await readSecret(store, profile.key, typed, stop);
    if (stop.stop_requested())
        co_return tl::unexpected(base::Error::cancelled());
    if (!key)
        co_return tl::unexpected(key.error());
    const QList<settings::ExtraHeader> headers = profile.headers + model.headers;
    const auto headerSecrets = co_await readHeaderSecrets(store, headers, typed, stop);
    if (stop.stop_requested())
        co_return tl::unexpected(base::Error::cancelled());
    if (!headerSecrets)
        co_return tl::unexpected(headerSecrets.error());
    gateway::ResolvedSecrets secrets;
    secrets.key = *key;
    secrets.byReference = *headerSecrets;
    co_return secrets;
}

} // namespace chat
