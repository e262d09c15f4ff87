// SPDX-License-Identifier: Apache-2.0
#include "demo/models/scriptedjob.h"

#include <QtCore/QPointer>

namespace demo {

UpstreamStep UpstreamStep::head(int status, const QByteArray &reason, const http::Headers &headers)
{
    UpstreamStep step;
    step.kind = Kind::Head;
    step.bytes = reason;
    step.status = status;
    step.headers = headers;
    return step;
}

UpstreamStep UpstreamStep::data(const QByteArray &bytes, std::chrono::milliseconds after)
{
    UpstreamStep step;
    step.after = after;
    step.bytes = bytes;
    return step;
}

UpstreamStep UpstreamStep::end()
{
    UpstreamStep step;
    step.kind = Kind::End;
    return step;
}

UpstreamStep UpstreamStep::fail(UpstreamFailure failure, std::chrono::milliseconds after)
{
    UpstreamStep step;
    step.after = after;
    step.kind = Kind::Fail;
    step.failure = failure;
    return step;
}

ScriptedJob::ScriptedJob(QList<UpstreamStep> steps, UpstreamSink *sink)
    : m_steps(std::move(steps))
    , m_sink(sink)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.callOnTimeout(this, &ScriptedJob::run);
    m_timer.start(m_steps.first().after);
}

void ScriptedJob::run()
{
    const QPointer<ScriptedJob> alive(this);
    do {
        step();
    } while (alive && !m_steps.isEmpty() && m_steps.first().after.count() == 0);
    if (alive && !m_steps.isEmpty())
        m_timer.start(m_steps.first().after);
}

void ScriptedJob::step()
{
    const UpstreamStep step = m_steps.takeFirst();
    switch (step.kind) {
    case UpstreamStep::Kind::Head:
        m_sink->onUpstreamHead(step.status, step.bytes, step.headers);
        break;
    case UpstreamStep::Kind::Data:
        m_sink->onUpstreamData(step.bytes);
        break;
    case UpstreamStep::Kind::End:
        m_sink->onUpstreamEnd();
        break;
    case UpstreamStep::Kind::Fail:
        m_sink->onUpstreamFailure(step.failure);
        break;
    }
}

} // namespace demo
