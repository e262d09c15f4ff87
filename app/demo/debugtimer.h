// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/json.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

namespace demo {

/// Measures what Kong's request debugger reports and writes the value of X-Kong-Request-Debug-Output in the shapes seen
/// in golden/kong 700 to 719 (the oddities are Kong's). Times are milliseconds.
class DebugTimer
{
public:
    enum class Phase { Access, HeaderFilter };

    /// How the tree hangs together.
    struct Shape
    {
        bool routed = false; ///< a route matched
        bool unbuffered = false; ///< the route has response_buffering: false
        bool whole = false; ///< the answer is gathered before its headers (chat, not streamed)
        bool proxied = false; ///< an upstream was asked
        bool upstreamFailed = false; ///< nginx answers in its place
        qint64 upstreamMs = 0;
        QString resolvedName; ///< host that was looked up, empty for an address
    };

    explicit DebugTimer(base::MonoTime start);

    void routed();
    void plugin(Phase phase, const QString &name, const QString &id, base::MonoTime since);

    /// A plugin's own HTTP call; before plugin() is told of it.
    void external(const QString &plugin, const QString &host, int port);

    base::Json output(const QByteArray &requestId, const Shape &shape) const;

private:
    struct PluginTime
    {
        QString name;
        QString id;
        double ms = 0;
        base::Json inside; ///< children of the plugin's node, or null
    };

    base::Json plugins(Phase phase) const;
    base::Json innerAccess(const Shape &shape) const;
    base::Json headerFilter() const;
    base::Json response(const Shape &shape) const;
    void addAnswer(base::Json *children, const Shape &shape) const;
    double total(Phase phase) const;

    base::MonoTime m_start;
    base::MonoTime m_routed;
    QList<PluginTime> m_access;
    QList<PluginTime> m_header;
    QHash<QString, base::Json> m_external; ///< by plugin name
};

} // namespace demo
