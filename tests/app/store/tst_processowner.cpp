// SPDX-License-Identifier: Apache-2.0
#include "app/store/child.h"
#include "app/store/samples.h"
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using store::ProcessOwner;

class ProcessOwnerTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void thisProcessIsAlive();
    void laterProcessWithTheSamePidIsAnother();
    void nobodyIsDead();
    void endedProcessIsDead();
    void unreapedProcessIsDead();
};

void ProcessOwnerTest::thisProcessIsAlive()
{
    const ProcessOwner self = ProcessOwner::self();
    QCOMPARE(self.pid, QCoreApplication::applicationPid());
    QVERIFY(self.startTicks > 0);
    QVERIFY(self.isAlive());
    QVERIFY(self == ProcessOwner::self());
}

void ProcessOwnerTest::laterProcessWithTheSamePidIsAnother()
{
    ProcessOwner former = ProcessOwner::self();
    former.startTicks -= 1;
    QVERIFY(!former.isAlive());
}

void ProcessOwnerTest::nobodyIsDead()
{
    QVERIFY(!ProcessOwner().isAlive());
    QVERIFY(!ProcessOwner({-1, 5}).isAlive());
}

void ProcessOwnerTest::endedProcessIsDead()
{
    const pid_t child = fork();
    if (child == 0)
        _exit(0);
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(!ProcessOwner({child, ProcessOwner::self().startTicks}).isAlive());
}

void ProcessOwnerTest::unreapedProcessIsDead()
{
    const pid_t child = fork();
    if (child == 0)
        _exit(0);
    siginfo_t info{};
    QCOMPARE(waitid(P_PID, id_t(child), &info, WEXITED | WNOWAIT), 0);
    // Its line in /proc is still there; what it started with does not matter.
    for (qint64 ticks = 0; ticks < 3; ++ticks)
        QVERIFY(!ProcessOwner({child, ProcessOwner::self().startTicks + ticks}).isAlive());
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
}

QObject *makeProcessOwnerTest()
{
    return new ProcessOwnerTest;
}

#include "tst_processowner.moc"
