// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"

#include <QtCore/QHash>

namespace demo {

/// proxy-cache in memory (kong/plugins/proxy-cache/handler.lua). The body of a request is no part of its key: Kong's
/// trap.
class ProxyCache : public PluginHandler
{
public:
    /// A stored answer.
    struct Entry
    {
        int status = 200;
        http::Headers headers;
        QByteArray body;
        qint64 storedAt = 0; ///< seconds
        qint64 ttl = 0; ///< how long it is fresh
        qint64 keep = 0; ///< how long it is kept
    };

    std::unique_ptr<PluginRun> start(const kong::Plugin &plugin) override;
    /// Null if there is none or it is too old to be kept.
    const Entry *find(const QByteArray &key, qint64 now);
    void store(const QByteArray &key, const Entry &entry);

private:
    QHash<QByteArray, Entry> m_entries;
};

} // namespace demo
