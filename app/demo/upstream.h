// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/types.h"

#include <memory>

namespace demo {

/// What Kong sends to a server behind it.
struct UpstreamCall
{
    QByteArray method;
    QByteArray target; ///< path and query
    QString host;
    int port = 80;
    http::Headers headers;
    QByteArray body;
};

/// Ways in which an upstream breaks off.
enum class UpstreamFailure {
    Refused, ///< nobody listens
    NameUnknown, ///< the host has no address
    Closed ///< the connection ended before the message did, by FIN or RST
};

/// Receives one answer of an upstream. Never called from inside Upstream::start(); any call may destroy the job.
class UpstreamSink
{
public:
    virtual ~UpstreamSink() = default;
    virtual void onUpstreamHead(int status, const QByteArray &reason, const http::Headers &headers) = 0;
    /// What one read from the upstream's socket gave, already taken out of its chunks.
    virtual void onUpstreamData(const QByteArray &read) = 0;
    virtual void onUpstreamEnd() = 0;
    virtual void onUpstreamFailure(UpstreamFailure failure) = 0;
};

/// Owner of a running call: destroying it closes Kong's connection to the upstream and silences the sink.
class UpstreamJob
{
public:
    virtual ~UpstreamJob() = default;
};

/// The servers behind the gateway, inside this process: the demo's models, or a scripted one in tests.
class Upstream
{
public:
    virtual ~Upstream() = default;
    virtual std::unique_ptr<UpstreamJob> start(const UpstreamCall &call, UpstreamSink *sink) = 0;
};

} // namespace demo
