// SPDX-License-Identifier: Apache-2.0
#include "gateway/endpoint.h"

#include "gateway/words.h"

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

constexpr QLatin1StringView keyPlaceholder = "{key}"_L1;

/// Later headers of a name take the place of earlier ones.
void put(http::Headers &headers, http::Header header)
{
    for (http::Header &known : headers) {
        if (known.name.compare(header.name, Qt::CaseInsensitive) == 0) {
            known = std::move(header);
            return;
        }
    }
    headers.append(std::move(header));
}

base::Result<http::Header> resolved(const settings::ExtraHeader &header, const ResolvedSecrets &secrets)
{
    http::Header result;
    result.name = header.name;
    result.secret = !header.plain;
    if (header.plain) {
        result.value = header.value.toUtf8();
        return result;
    }
    const auto found = secrets.byReference.constFind(header.secret.name());
    if (found == secrets.byReference.cend()) {
        return tl::unexpected(base::Error(
            base::ErrorKind::InvalidInput,
            Words::tr("The secret value of the header %1 is not known. Enter it again.")
                .arg(QString::fromLatin1(header.name))));
    }
    result.value = found->toUtf8();
    return result;
}

base::Result<void> addAll(http::Headers &headers, const QList<settings::ExtraHeader> &extra,
                          const ResolvedSecrets &secrets)
{
    for (const settings::ExtraHeader &header : extra) {
        auto one = resolved(header, secrets);
        if (!one)
            return tl::unexpected(one.error());
        put(headers, std::move(*one));
    }
    return {};
}

} // namespace

QString joinUrl(const QString &base, const QString &path)
{
    QString left = base;
    while (left.endsWith(u'/'))
        left.chop(1);
    if (path.isEmpty())
        return left;
    return path.startsWith(u'/') ? left + path : left + u'/' + path;
}

base::Result<Endpoint> endpointFor(const settings::Profile &profile, const settings::ModelEntry &model,
                                   const ResolvedSecrets &secrets)
{
    if (const auto problem = settings::baseUrlProblem(profile.baseUrl))
        return tl::unexpected(base::Error(base::ErrorKind::InvalidInput, *problem));

    Endpoint endpoint;
    endpoint.url = joinUrl(profile.baseUrl, model.path);
    endpoint.caFile = profile.caFile;
    endpoint.idleTimeout = std::chrono::seconds(profile.idleTimeoutSeconds);
    if (!secrets.key.isEmpty()) {
        http::Header key;
        key.name = profile.keyHeader;
        key.value = QString(profile.keyPattern).replace(keyPlaceholder, secrets.key).toUtf8();
        key.secret = true;
        endpoint.headers.append(std::move(key));
    }
    for (const auto *extra : {&profile.headers, &model.headers}) {
        if (const auto added = addAll(endpoint.headers, *extra, secrets); !added)
            return tl::unexpected(added.error());
    }
    return endpoint;
}

} // namespace gateway
