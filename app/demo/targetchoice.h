// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/gatewaycore.h"

namespace demo {

/// Where the tries of one request go.
class TargetChoice
{
public:
    explicit TargetChoice(GatewayCore *core);

    /// The first address. Missing: the service names a pool without a healthy target.
    std::optional<Address> first(const kong::Service &service);
    /// The address of the next try after the last one was refused. Missing: there is none.
    std::optional<Address> afterRefusal(const kong::Service &service);

private:
    GatewayCore *m_core;
    QSet<QString> m_tried;
    Address m_last;
    int m_tries = 0;
};

} // namespace demo
