// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"

#include <QtCore/QHash>

namespace demo {

/// rate-limiting with policy "local": fixed windows of the wall clock (kong/plugins/rate-limiting/handler.lua).
class RateLimiting : public PluginHandler
{
public:
    std::unique_ptr<PluginRun> start(const kong::Plugin &plugin) override;

    /// One window of a configuration.
    struct Window
    {
        QString name; ///< "minute"
        qint64 seconds = 60;
        qint64 limit = 0;
    };
    static QList<Window> windows(const base::Json &limits);
    /// Calls counted in the window that holds `now` (seconds).
    qint64 used(const QString &plugin, const QString &who, const Window &window, qint64 now) const;
    void count(const QString &plugin, const QString &who, const Window &window, qint64 now);

private:
    struct Counter
    {
        qint64 window = 0;
        qint64 calls = 0;
    };
    QHash<QString, Counter> m_counters;
};

} // namespace demo
