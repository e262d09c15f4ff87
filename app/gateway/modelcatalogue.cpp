// SPDX-License-Identifier: Apache-2.0
#include "gateway/modelcatalogue.h"

#include "gateway/words.h"

#include "base/json.h"
#include "http/stream.h"
#include "llm/errorbody.h"

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

constexpr qsizetype longestList = 16 * 1024 * 1024;

bool meansNoList(int status)
{
    return status == 400 || status == 401 || status == 403 || status == 404 || status == 405;
}

} // namespace

QStringList modelNames(const QByteArray &body)
{
    const base::Json json = base::Json::parse(body).value_or(base::Json());
    const base::Json &list = json[u"data"].isArray() ? json[u"data"] : json[u"models"];
    QStringList names;
    for (const base::Json &entry : list.items()) {
        QString name = entry[u"id"].toString();
        if (name.isEmpty())
            name = entry[u"name"].toString();
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names;
}

http::Request modelsRequest(const Endpoint &base)
{
    http::Request request;
    request.url = joinUrl(base.url, u"/models"_s);
    request.headers = base.headers;
    request.headers.append({"Accept"_ba, "application/json"_ba, false});
    request.headers.append({"User-Agent"_ba, "Spanway/" SPANWAY_VERSION ""_ba, false});
    request.connectTimeout = base.connectTimeout;
    request.idleTimeout = std::min(base.idleTimeout, std::chrono::milliseconds(30000));
    request.caFile = base.caFile;
    request.maxBody = longestList;
    return request;
}

QCoro::Task<base::Result<QStringList>> listModels(http::Client *client, Endpoint base, std::stop_token stop)
{
    http::Request request = modelsRequest(base);
    const base::Result<http::Response> response = co_await http::fetch(client, std::move(request), stop);
    if (stop.stop_requested())
        co_return tl::unexpected(base::Error::cancelled());
    if (!response)
        co_return tl::unexpected(response.error());
    const int status = response->head.status;
    if (status < 300)
        co_return modelNames(response->body);
    if (meansNoList(status))
        co_return QStringList();
    const QString text = Words::tr("The gateway could not list its models (HTTP status %1): %2")
                             .arg(QString::number(status), llm::decodeErrorBody(response->body).message);
    base::Error error
        = status >= 400 ? base::Error::fromStatus(status, text) : base::Error(base::ErrorKind::Protocol, text);
    error.httpStatus = status;
    co_return tl::unexpected(error);
}

} // namespace gateway
