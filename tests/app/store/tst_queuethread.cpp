// SPDX-License-Identifier: Apache-2.0
#include "store/queuethread.h"

#include "support/testmain.h"

using namespace Qt::StringLiterals;
using store::QueueThread;

class QueueThreadTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void jobsRunInOrderOnOneThread();
    void finishRunsWhatIsLeft();
    void jobsMayPostJobs();
};

void QueueThreadTest::jobsRunInOrderOnOneThread()
{
    QList<int> order;
    QSet<Qt::HANDLE> threads;
    QueueThread thread(u"test"_s);
    for (int i = 0; i < 100; ++i) {
        thread.post([&order, &threads, i] {
            order.append(i);
            threads.insert(QThread::currentThreadId());
        });
    }
    thread.finish();
    QCOMPARE(order.size(), 100);
    QVERIFY(std::is_sorted(order.cbegin(), order.cend()));
    QCOMPARE(threads.size(), 1);
    QVERIFY(!threads.contains(QThread::currentThreadId()));
}

void QueueThreadTest::finishRunsWhatIsLeft()
{
    int ran = 0;
    bool last = false;
    {
        QueueThread thread(u"test"_s);
        thread.post([&ran] { ++ran; });
        thread.post([&ran] { ++ran; });
        thread.finish([&last, &ran] { last = ran == 2; });
        QVERIFY(thread.isFinished());
    }
    QVERIFY(last);
}

void QueueThreadTest::jobsMayPostJobs()
{
    bool inner = false;
    {
        QueueThread thread(u"test"_s);
        thread.post([&thread, &inner] { thread.post([&inner] { inner = true; }); });
    }
    QVERIFY(inner);
}

QObject *makeQueueThreadTest()
{
    return new QueueThreadTest;
}

#include "tst_queuethread.moc"
