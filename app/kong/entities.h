// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <QtCore/QStringList>

#include <chrono>

namespace kong {

/// What every entity of a declarative configuration has. `data` is the object the Admin API shows: every field of
/// Kong's schema, unset ones null.
struct Entity
{
    QString id; ///< UUID, the same for the same name in every start (kong/db/schema/others/declarative_config.lua)
    QString name; ///< may be empty for plugins and routes
    QStringList tags;
    base::Json data;
};

/// Where Kong sends a request. With ai-proxy on the route the address is only a placeholder.
struct Service : Entity
{
    QString protocol;
    QString host;
    int port = 80;
    QString path;
    std::chrono::milliseconds connectTimeout{60000};
    std::chrono::milliseconds readTimeout{60000}; ///< longest silence between two reads from the upstream
    int retries = 5;
    bool enabled = true;
};

/// One header condition of a route: any of the values, compared without case; a single value that begins with "~*" is a
/// regular expression.
struct HeaderRule
{
    QByteArray name;
    QStringList values;
};

/// Which requests go to which service.
struct Route : Entity
{
    QString serviceId; ///< empty: a route without service
    QStringList protocols;
    QStringList methods;
    QStringList hosts;
    QStringList paths; ///< a leading "~" marks a regular expression
    QList<HeaderRule> headers;
    int regexPriority = 0;
    int httpsRedirectStatus = 426;
    bool stripPath = true;
    bool preserveHost = false;
    bool responseBuffering = true;
};

/// One configured plugin and where it applies. Empty scope ids mean "everywhere".
struct Plugin : Entity
{
    QString routeId;
    QString serviceId;
    QString consumerId;
    QString instanceName;
    QStringList protocols;
    bool enabled = true;
    base::Json config; ///< with the schema's defaults filled in
};

/// Somebody who may call.
struct Consumer : Entity
{
    QString customId;
};

/// A key, login, token secret or group of a consumer; `data` holds its fields.
struct Credential : Entity
{
    QString consumerId;
};

/// One address of an upstream.
struct Target : Entity
{
    QString host;
    int port = 8000;
    int weight = 100;
};

/// A named pool of targets; a service whose host is this name is balanced over them.
struct Upstream : Entity
{
    QList<Target> targets;
    base::Json healthchecks;
};

} // namespace kong
