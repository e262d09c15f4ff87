// SPDX-License-Identifier: Apache-2.0
#include "store/storagethread.h"

#include "support/testmain.h"

using store::StorageThread;

class StorageThreadTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void jobsRunInOrderOnOneThread();
    void finishRunsWhatIsLeft();
    void jobsMayPostJobs();
};

void StorageThreadTest::jobsRunInOrderOnOneThread()
{
    QList<int> order;
    QSet<Qt::HANDLE> threads;
    StorageThread thread;
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

void StorageThreadTest::finishRunsWhatIsLeft()
{
    int ran = 0;
    bool last = false;
    {
        StorageThread thread;
        thread.post([&ran] { ++ran; });
        thread.post([&ran] { ++ran; });
        thread.finish([&last, &ran] { last = ran == 2; });
        QVERIFY(thread.isFinished());
    }
    QVERIFY(last);
}

void StorageThreadTest::jobsMayPostJobs()
{
    bool inner = false;
    {
        StorageThread thread;
        thread.post([&thread, &inner] { thread.post([&inner] { inner = true; }); });
    }
    QVERIFY(inner);
}

QObject *makeStorageThreadTest()
{
    return new StorageThreadTest;
}

#include "tst_storagethread.moc"
