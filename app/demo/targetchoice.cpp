// SPDX-License-Identifier: Apache-2.0
#include "demo/targetchoice.h"

using namespace Qt::StringLiterals;

namespace demo {

TargetChoice::TargetChoice(GatewayCore *core)
    : m_core(core)
{ }

std::optional<Address> TargetChoice::first(const kong::Service &service)
{
    const kong::Upstream *pool = m_core->configuration().upstream(service.host);
    if (!pool)
        return Address{service.host, service.port};
    const auto address = m_core->balancer()->next(*pool, m_tried);
    m_last = address.value_or(Address());
    m_tries = 1;
    return address;
}

std::optional<Address> TargetChoice::afterRefusal(const kong::Service &service)
{
    const kong::Upstream *pool = m_core->configuration().upstream(service.host);
    if (!pool || m_tries == 0)
        return std::nullopt;
    const QString target = u"%1:%2"_s.arg(m_last.host).arg(m_last.port);
    m_tried.insert(target);
    m_core->balancer()->reportRefused(*pool, target);
    if (m_tries++ > service.retries)
        return std::nullopt;
    const auto address = m_core->balancer()->next(*pool, m_tried);
    m_last = address.value_or(Address());
    return address;
}

} // namespace demo
