// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QThread>
#include <QtCore/QWaitCondition>

#include <QtCore/QMutex>

#include <deque>
#include <functional>

namespace store {

/// A thread that runs what is posted in the order of the calls.
class QueueThread : public QThread
{
    Q_OBJECT

public:
    using Job = std::function<void()>;

    explicit QueueThread(const QString &name);
    ~QueueThread() override; ///< finish()

    void post(Job job); ///< any thread
    /// Runs what was posted before, then `last`, and waits for the end of the thread.
    void finish(Job last = {});

protected:
    void run() override;

private:
    QMutex m_mutex;
    QWaitCondition m_posted;
    std::deque<Job> m_jobs;
    bool m_ending = false;
};

} // namespace store
