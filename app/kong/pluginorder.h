// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace kong {

/// A plugin that comes with Kong 3.10 and its place: higher runs first. Source: GET / of Kong 3.10.0 (golden/kong 800).
struct PluginKind
{
    QLatin1StringView name;
    int priority;
};

/// All plugins of the open source edition, in the order in which GET / lists them.
const QList<PluginKind> &pluginKinds();

/// Missing for a plugin Kong does not have.
std::optional<int> pluginPriority(const QString &name);

} // namespace kong
