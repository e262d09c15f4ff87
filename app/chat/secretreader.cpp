// SPDX-License-Identifier: Apache-2.0
#include "chat/secretreader.h"

#include <QCoroFuture>

namespace chat {

QCoro::Task<base::Result<gateway::ResolvedSecrets>> readSecrets(settings::SecretStore *store, settings::Profile profile,
                                                                settings::ModelEntry model)
{
    gateway::ResolvedSecrets secrets;
    auto keyFuture = store->read(profile.key);
    const auto key = co_await qCoro(keyFuture).waitForFinished();
    if (!key)
        co_return tl::unexpected(key.error());
    secrets.key = *key;
    const QList<settings::ExtraHeader> headers = profile.headers + model.headers;
    for (const settings::ExtraHeader &header : headers) {
        if (header.plain)
            continue;
        auto future = store->read(header.secret);
        const auto value = co_await qCoro(future).waitForFinished();
        if (!value)
            co_return tl::unexpected(value.error());
        secrets.byReference.insert(header.secret.reference, *value);
    }
    co_return secrets;
}

} // namespace chat
