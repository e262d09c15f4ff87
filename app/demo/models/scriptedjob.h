// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/upstream.h"

#include <QtCore/QList>
#include <QtCore/QTimer>

namespace demo {

/// One thing an upstream does, some time after the thing before.
struct UpstreamStep
{
    enum class Kind { Head, Data, End, Fail };

    std::chrono::milliseconds after{0};
    Kind kind = Kind::Data;
    QByteArray bytes; ///< of Data; the reason phrase of Head
    int status = 200;
    http::Headers headers;
    UpstreamFailure failure = UpstreamFailure::Closed;

    static UpstreamStep head(int status, const QByteArray &reason, const http::Headers &headers);
    static UpstreamStep data(const QByteArray &bytes, std::chrono::milliseconds after = {});
    static UpstreamStep end();
    static UpstreamStep fail(UpstreamFailure failure, std::chrono::milliseconds after = {});
};

/// An upstream that follows a list.
class ScriptedJob : public QObject, public UpstreamJob
{
    Q_OBJECT

public:
    /// `steps` must not be empty.
    ScriptedJob(QList<UpstreamStep> steps, UpstreamSink *sink);

private:
    void run();
    void step();

    QList<UpstreamStep> m_steps;
    UpstreamSink *m_sink;
    QTimer m_timer;
};

} // namespace demo
