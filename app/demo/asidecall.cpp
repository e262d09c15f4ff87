// SPDX-License-Identifier: Apache-2.0
#include "demo/asidecall.h"

namespace demo {

AsideCall::AsideCall(Upstream *upstream, const UpstreamCall &call, Done done)
    : m_done(std::move(done))
    , m_job(upstream->start(call, this))
{ }

void AsideCall::onUpstreamHead(int status, const QByteArray &, const http::Headers &headers)
{
    m_status = status;
    m_headers = headers;
}

void AsideCall::onUpstreamData(const QByteArray &read)
{
    m_body += read;
}

void AsideCall::onUpstreamEnd()
{
    const Done done = m_done;
    done(m_status, m_headers, m_body);
}

void AsideCall::onUpstreamFailure(UpstreamFailure)
{
    const Done done = m_done;
    done(0, {}, {});
}

} // namespace demo
