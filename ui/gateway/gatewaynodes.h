// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/adminclient.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace ui {

/// One line of the gateway page.
struct GatewayNode
{
    enum class Kind { Group, Model, Service, Route, Plugin };

    Kind kind = Kind::Group;
    QString name;
    QString detail; ///< "POST /v1/chat/completions"
    QString state; ///< "5 routes", "off"
    bool isOff = false;
    bool isFolded = false; ///< closed until a person opens it
    base::Json entity; ///< Kong's own object; null for groups
    gateway::OfferedModel model; ///< models only
    int parent = -1; ///< index in the list; always before this one

    /// What tells it from its brothers when the gateway is read again.
    QString key() const;
    bool operator==(const GatewayNode &other) const;
};

/// A snapshot as a tree: models, then services with their routes and the plugins of both, then what belongs to no service, then
/// folded together the demo gateway's faults on demand.
/// Parents come before their children. Names and details are Kong's, words are translated.
QList<GatewayNode> gatewayNodes(const gateway::AdminSnapshot &snapshot);

} // namespace ui
