// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "http/client.h"

#include <QCoroTask>

#include <stop_token>

namespace gateway {

/// What the gateway page shows; rows are Kong's own objects, secrets in plugin configurations masked.
struct AdminSnapshot
{
    QString version;
    QString edition;
    QString nodeName;
    bool databaseLess = false;
    QList<base::Json> services;
    QList<base::Json> routes;
    QList<base::Json> plugins;
    QList<base::Json> upstreams;
    std::optional<qint64> consumerCount; ///< empty: could not be counted on one page
    QStringList problems; ///< what could not be read, for people
};

/// A model that an ai-proxy plugin offers, and how to call it.
struct OfferedModel
{
    QString name; ///< empty: any model, the body chooses
    QString provider;
    QString routeName;
    QString path; ///< first plain path of the route
    QStringList neededHeaders; ///< "x-model" for $(headers.x-model)
};

/// Kong's Admin API, read only (kong.md 6). GUI thread.
class AdminClient
{
public:
    AdminClient(http::Client *client, QString baseUrl, http::Headers headers, QString caFile);

    /// Reads everything; only the very first request decides between a snapshot and an error.
    QCoro::Task<base::Result<AdminSnapshot>> read(std::stop_token stop);
    static QList<OfferedModel> models(const AdminSnapshot &snapshot);

private:
    /// One list, all its pages.
    struct Listing
    {
        QList<base::Json> rows;
        bool whole = false;
    };

    http::Request request(const QString &path) const;
    static QCoro::Task<base::Result<base::Json>> get(http::Client *client, http::Request request, std::stop_token stop);
    static QCoro::Task<base::Result<Listing>> list(AdminClient self, QString name, std::stop_token stop);

    http::Client *m_client; ///< not owned
    QString m_baseUrl;
    http::Headers m_headers;
    QString m_caFile;
};

} // namespace gateway
