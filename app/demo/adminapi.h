// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/gatewaycore.h"
#include "http/serverrequest.h"
#include "http/serverresponse.h"

#include <QtCore/QUrlQuery>

namespace demo {

/// Kong's Admin API of a DB-less node, read-only, over the gateway's own configuration (golden/kong 800 to 858).
class AdminApi
{
public:
    /// The core must outlive it.
    explicit AdminApi(GatewayCore *core);

    void handle(const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response);

private:
    struct Answer
    {
        int status = 200;
        base::Json body;
        QByteArray text; ///< instead of the body
        http::Headers headers;
    };
    /// One parsed request.
    struct Query
    {
        QByteArray method;
        QStringList path; ///< segments, decoded
        QUrlQuery parameters;
    };

    Answer answer(const Query &query) const;
    Answer write(const Query &query) const;
    Answer read(const Query &query) const;
    Answer collection(const Query &query) const;
    Answer nested(const Query &query) const;
    Answer health(const kong::Upstream &pool, const Query &query) const;
    base::Json balancerHealth(const kong::Upstream &pool) const;
    base::Json targetHealth(const kong::Upstream &pool, const kong::Target &target) const;
    Answer page(QList<base::Json> items, const Query &query, const QString &path) const;
    QList<base::Json> entities(const QString &collection) const;
    base::Json entity(const QString &collection, const QString &idOrName) const;
    base::Json root() const;
    base::Json status() const;

    GatewayCore *m_core;
    base::MonoTime m_started;
    qint64 m_requests = 0;
};

} // namespace demo
