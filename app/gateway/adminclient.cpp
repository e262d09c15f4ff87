// SPDX-License-Identifier: Apache-2.0
#include "gateway/adminclient.h"

#include "gateway/adminsecrets.h"
#include "gateway/endpoint.h"
#include "gateway/words.h"
#include "http/stream.h"
#include "llm/errorbody.h"

#include <QtCore/QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

constexpr int pageSize = 1000;
constexpr int maximumPages = 100;
constexpr qsizetype longestPage = 64 * 1024 * 1024;

struct ShownList
{
    QLatin1StringView name; ///< in the address
    QList<base::Json> AdminSnapshot::*rows;
};

constexpr std::array shownLists = {
    ShownList{"services"_L1, &AdminSnapshot::services},
    ShownList{"routes"_L1, &AdminSnapshot::routes},
    ShownList{"plugins"_L1, &AdminSnapshot::plugins},
    ShownList{"upstreams"_L1, &AdminSnapshot::upstreams},
};

QString listPath(const QString &list, const QString &offset)
{
    QString path = u"/%1?size=%2"_s.arg(list).arg(pageSize);
    if (!offset.isEmpty())
        path += u"&offset="_s + QString::fromLatin1(QUrl::toPercentEncoding(offset));
    return path;
}

/// The JSON of an answer, or why there is none, for people.
base::Result<base::Json> jsonOf(const http::Response &response, const QString &url)
{
    const int status = response.head.status;
    if (status >= 300) {
        const QString said = llm::decodeErrorBody(response.body).message;
        const QString text = Words::tr("Kong's Admin API at %1 answered with status %2%3")
                                 .arg(url, QString::number(status), said.isEmpty() ? u"."_s : u": "_s + said);
        base::Error error
            = status >= 400 ? base::Error::fromStatus(status, text) : base::Error(base::ErrorKind::Protocol, text);
        error.httpStatus = status;
        return tl::unexpected(error);
    }
    auto json = base::Json::parse(response.body);
    if (!json || !json->isObject())
        return tl::unexpected(
            base::Error(base::ErrorKind::Protocol,
                        Words::tr("%1 does not answer like Kong's Admin API. Check the address.").arg(url)));
    return std::move(*json);
}

void readRoot(const base::Json &root, AdminSnapshot &snapshot)
{
    snapshot.version = root[u"version"].toString();
    snapshot.edition = root[u"edition"].toString();
    snapshot.nodeName = root[u"hostname"].toString();
    snapshot.databaseLess = root[u"configuration"][u"database"].toString() == "off"_L1;
}

} // namespace

AdminClient::AdminClient(http::Client *client, QString baseUrl, http::Headers headers, QString caFile)
    : m_client(client)
    , m_baseUrl(std::move(baseUrl))
    , m_headers(std::move(headers))
    , m_caFile(std::move(caFile))
{ }

http::Request AdminClient::request(const QString &path) const
{
    http::Request request;
    request.url = joinUrl(m_baseUrl, path);
    request.headers = m_headers;
    request.headers.append({"Accept"_ba, "application/json"_ba, false});
    request.headers.append({"User-Agent"_ba, "Spanway/" SPANWAY_VERSION ""_ba, false});
    request.idleTimeout = std::chrono::seconds(30);
    request.caFile = m_caFile;
    request.maxBody = longestPage;
    return request;
}

QCoro::Task<base::Result<base::Json>> AdminClient::get(http::Client *client, http::Request request,
                                                       std::stop_token stop)
{
    const QString url = request.url;
    const base::Result<http::Response> response = co_await http::fetch(client, std::move(request), stop);
    if (stop.stop_requested())
        co_return tl::unexpected(base::Error::cancelled());
    if (!response)
        co_return tl::unexpected(response.error());
    co_return jsonOf(*response, url);
}

QCoro::Task<base::Result<AdminClient::Listing>> AdminClient::list(AdminClient self, QString name, std::stop_token stop)
{
    Listing listing;
    QString offset;
    for (int page = 0; page < maximumPages; ++page) {
        const http::Request request = self.request(listPath(name, offset));
        const base::Result<base::Json> json = co_await get(self.m_client, request, stop);
        if (stop.stop_requested() || !json)
            co_return tl::unexpected(stop.stop_requested() ? base::Error::cancelled() : json.error());
        const base::Json &data = (*json)[u"data"];
        for (const base::Json &row : data.items())
            listing.rows.append(withoutSecrets(row));
        const QString next = (*json)[u"offset"].toString();
        // `/tags` of a node without database hands out an offset for ever, with empty pages (kong.md 0b).
        listing.whole = next.isEmpty() || data.size() == 0;
        if (listing.whole || next == offset)
            break;
        offset = next;
    }
    co_return listing;
}

QCoro::Task<base::Result<AdminSnapshot>> AdminClient::read(std::stop_token stop)
{
    const AdminClient self = *this; // the coroutine may outlive its owner
    const http::Request rootRequest = self.request(u"/"_s);
    const base::Result<base::Json> root = co_await get(self.m_client, rootRequest, stop);
    if (stop.stop_requested())
        co_return tl::unexpected(base::Error::cancelled());
    if (!root)
        co_return tl::unexpected(root.error());
    AdminSnapshot snapshot;
    readRoot(*root, snapshot);
    for (qsizetype i = 0; i < qsizetype(shownLists.size()); ++i) {
        const QString name = shownLists.at(i).name;
        const base::Result<Listing> listing = co_await list(self, name, stop);
        if (stop.stop_requested())
            co_return tl::unexpected(base::Error::cancelled());
        if (!listing)
            snapshot.problems.append(
                Words::tr("The list of %1 could not be read: %2").arg(name, listing.error().message));
        else
            snapshot.*shownLists.at(i).rows = listing->rows;
        if (listing && !listing->whole)
            snapshot.problems.append(
                Words::tr("The list of %1 is longer than Spanway reads; the rest is not shown.").arg(name));
    }
    const http::Request countRequest = self.request(listPath(u"consumers"_s, {}));
    const base::Result<base::Json> consumers = co_await get(self.m_client, countRequest, stop);
    if (stop.stop_requested())
        co_return tl::unexpected(base::Error::cancelled());
    if (!consumers)
        snapshot.problems.append(Words::tr("The consumers could not be counted: %1").arg(consumers.error().message));
    else if ((*consumers)[u"offset"].toString().isEmpty())
        snapshot.consumerCount = (*consumers)[u"data"].size();
    co_return snapshot;
}

} // namespace gateway
