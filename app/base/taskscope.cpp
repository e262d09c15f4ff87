// SPDX-License-Identifier: Apache-2.0
#include "base/taskscope.h"

#include "base/log.h"

#include <exception>

namespace base {

/// Shared with every running coroutine's end, because the scope may be gone by then.
struct TaskScope::State
{
    std::stop_source stop;
    int running = 0;
};

TaskScope::TaskScope()
    : m_state(std::make_shared<State>())
{ }

TaskScope::~TaskScope()
{
    m_state->stop.request_stop();
}

std::stop_token TaskScope::token() const
{
    return m_state->stop.get_token();
}

void TaskScope::requestStop()
{
    m_state->stop.request_stop();
}

int TaskScope::running() const
{
    return m_state->running;
}

void TaskScope::start(QCoro::Task<> task)
{
    ++m_state->running;
    auto done = [state = m_state] { --state->running; };
    auto failed = [state = m_state](const std::exception &error) {
        --state->running;
        qCCritical(lcTask, "An exception escaped a coroutine: %s", error.what());
    };
    task.then(std::move(done), std::move(failed));
}

} // namespace base
