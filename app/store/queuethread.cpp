// SPDX-License-Identifier: Apache-2.0
#include "store/queuethread.h"

#include <QtCore/QMutexLocker>

namespace store {

QueueThread::QueueThread(const QString &name)
{
    setObjectName(name);
    start();
}

QueueThread::~QueueThread()
{
    finish();
}

void QueueThread::post(Job job)
{
    const QMutexLocker locker(&m_mutex);
    m_jobs.push_back(std::move(job));
    m_posted.wakeOne();
}

void QueueThread::finish(Job last)
{
    {
        const QMutexLocker locker(&m_mutex);
        if (last)
            m_jobs.push_back(std::move(last));
        m_ending = true;
        m_posted.wakeOne();
    }
    wait();
}

void QueueThread::run()
{
    QMutexLocker locker(&m_mutex);
    for (;;) {
        while (m_jobs.empty() && !m_ending)
            m_posted.wait(&m_mutex);
        if (m_jobs.empty())
            return;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        locker.unlock();
        job();
        // What the job holds is let go before the next one may need the lock.
        job = {};
        locker.relock();
    }
}

} // namespace store
