// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoroTask>

#include <memory>
#include <stop_token>

namespace base {

/// Owner of coroutines: a member of the object that starts them. Its end only *requests* stop; a coroutine that wakes up
/// stopped must return and touch nothing of its owner. GUI thread only.
class TaskScope
{
public:
    TaskScope();
    ~TaskScope();
    TaskScope(const TaskScope &) = delete;
    TaskScope &operator=(const TaskScope &) = delete;

    /// Handed by value to every coroutine started here.
    std::stop_token token() const;
    /// Requests stop for all that runs here and all that will be started here.
    void requestStop();
    /// How many coroutines of this scope have not ended yet.
    int running() const;
    /// Takes a coroutine that has been called. An exception that escapes it is logged.
    void start(QCoro::Task<> task);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace base
