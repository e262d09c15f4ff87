// SPDX-License-Identifier: Apache-2.0
#include "store/folderlock.h"

#include "support/testmain.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using store::FolderLock;

class FolderLockTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void oneAtATime();
    void unwritableFolderIsTold();
};

void FolderLockTest::oneAtATime()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"lock"_s);
    auto first = std::make_unique<FolderLock>(file);
    QCOMPARE(first->take(), FolderLock::Outcome::Taken);
    std::atomic<bool> taken = false;
    std::thread other([&] {
        FolderLock second(file);
        taken = second.take() == FolderLock::Outcome::Taken;
    });
    // Not a wait for something to happen: a lock that does not hold is taken within this time.
    QThread::msleep(100);
    const bool tooEarly = taken;
    first.reset();
    other.join();
    QVERIFY(!tooEarly);
    QVERIFY(taken);
}

void FolderLockTest::unwritableFolderIsTold()
{
    FolderLock lock(u"/proc/self/nothing/lock"_s);
    QCOMPARE(lock.take(), FolderLock::Outcome::Unwritable);
}

QObject *makeFolderLockTest()
{
    return new FolderLockTest;
}

#include "tst_folderlock.moc"
