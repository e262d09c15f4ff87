// SPDX-License-Identifier: Apache-2.0
#include "app/demo/scriptedupstream.h"

#include "app/demo/script.h"

#include <QtCore/QPointer>

namespace {

class ScriptJob : public QObject, public demo::UpstreamJob
{
public:
    ScriptJob(QList<ScriptStep> steps, demo::UpstreamSink *sink)
        : m_steps(std::move(steps))
        , m_sink(sink)
    {
        m_timer.setSingleShot(true);
        m_timer.callOnTimeout(this, [this] { step(); });
        m_timer.start(m_steps.first().afterMs);
    }

private:
    void step()
    {
        const QPointer<ScriptJob> alive(this);
        const ScriptStep step = m_steps.takeFirst();
        switch (step.kind) {
        case ScriptStep::Kind::Head:
            m_sink->onUpstreamHead(step.status, step.bytes, step.headers);
            break;
        case ScriptStep::Kind::Data:
            m_sink->onUpstreamData(step.bytes);
            break;
        case ScriptStep::Kind::End:
            m_sink->onUpstreamEnd();
            break;
        case ScriptStep::Kind::Fail:
            m_sink->onUpstreamFailure(step.failure);
            break;
        }
        if (alive && !m_steps.isEmpty())
            m_timer.start(m_steps.first().afterMs);
    }

    QList<ScriptStep> m_steps;
    demo::UpstreamSink *m_sink;
    QTimer m_timer;
};

} // namespace

std::unique_ptr<demo::UpstreamJob> ScriptedUpstream::start(const demo::UpstreamCall &call, demo::UpstreamSink *sink)
{
    if (!call.target.startsWith("/health") && call.port != 5557)
        m_calls.append(call);
    return std::make_unique<ScriptJob>(scriptFor(call), sink);
}

QList<demo::UpstreamCall> ScriptedUpstream::takeCalls()
{
    return std::exchange(m_calls, {});
}
