// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/upstream.h"

#include <functional>

namespace demo {

/// A call to a server behind the gateway that a plugin makes on its own; gathers the whole answer.
class AsideCall : private UpstreamSink
{
public:
    using Done = std::function<void(int status, const http::Headers &headers, const QByteArray &body)>;

    /// `done` gets status 0 if the call broke off. It may destroy the call.
    AsideCall(Upstream *upstream, const UpstreamCall &call, Done done);

private:
    void onUpstreamHead(int status, const QByteArray &reason, const http::Headers &headers) override;
    void onUpstreamData(const QByteArray &read) override;
    void onUpstreamEnd() override;
    void onUpstreamFailure(UpstreamFailure failure) override;

    Done m_done;
    std::unique_ptr<UpstreamJob> m_job;
    int m_status = 0;
    http::Headers m_headers;
    QByteArray m_body;
};

} // namespace demo
