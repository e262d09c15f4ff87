// SPDX-License-Identifier: Apache-2.0
#include "chat/secretreader.h"

#include <QCoroFuture>

namespace chat {

QCoro::Task<base::Result<QString>> readSecret(settings::SecretStore *store, settings::SecretSource source, TypedSecrets typed)
{
    if (typed.contains(source.name()))
        co_return typed.value(source.name());
    auto future = store->read(source);
    const auto value = co_await qCoro(future).waitForFinished();
    co_return value;
}

QCoro::Task<base::Result<TypedSecrets>> readHeaderSecrets(settings::SecretStore *store, QList<settings::ExtraHeader> headers,
                                                          TypedSecrets typed)
{
    TypedSecrets secrets;
    for (const settings::ExtraHeader &header : headers) {
        if (header.plain)
            continue;
        const auto value = co_await readSecret(store, header.secret, typed);
        if (!value)
            co_return tl::unexpected(value.error());
        secrets.insert(header.secret.name(), *value);
    }
    co_return secrets;
}

QCoro::Task<base::Result<gateway::ResolvedSecrets>> readSecrets(settings::SecretStore *store, settings::Profile profile,
                                                                settings::ModelEntry model, TypedSecrets typed)
{
    const auto key = co_await readSecret(store, profile.key, typed);
    if (!key)
        co_return tl::unexpected(key.error());
    const QList<settings::ExtraHeader> headers = profile.headers + model.headers;
    const auto headerSecrets = co_await readHeaderSecrets(store, headers, typed);
    if (!headerSecrets)
        co_return tl::unexpected(headerSecrets.error());
    gateway::ResolvedSecrets secrets;
    secrets.key = *key;
    secrets.byReference = *headerSecrets;
    co_return secrets;
}

} // namespace chat
