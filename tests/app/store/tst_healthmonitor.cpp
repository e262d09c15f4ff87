// SPDX-License-Identifier: Apache-2.0
#include "store/healthmonitor.h"

#include "support/testmain.h"

using namespace Qt::StringLiterals;
using store::HealthMonitor;
using store::Subject;

class HealthMonitorTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everythingUnsavedIsNamedOnce();
    void successClearsTheList();
    void readOnlyStays();
};

void HealthMonitorTest::everythingUnsavedIsNamedOnce()
{
    HealthMonitor monitor;
    const base::Error full(base::ErrorKind::Storage, u"The disk is full."_s);
    QVERIFY(monitor.health().writable);
    QVERIFY(monitor.failed(Subject::Turn, full));
    QVERIFY2(!monitor.failed(Subject::Turn, full), "the same again is no change");
    QVERIFY(monitor.failed(Subject::Conversation, full));
    QVERIFY(monitor.failed(Subject::Trace, full));
    QVERIFY(monitor.failed(Subject::Wire, full));
    QVERIFY(monitor.failed(Subject::Outbox, full));
    QCOMPARE(monitor.health().problem,
             u"Not saved: replies, conversations, traces, wire logs, the state of the export. The disk is full."_s);
}

void HealthMonitorTest::successClearsTheList()
{
    HealthMonitor monitor;
    QVERIFY(!monitor.succeeded());
    monitor.failed(Subject::Turn, base::Error(base::ErrorKind::Storage, u"a"_s));
    QVERIFY(monitor.succeeded());
    QVERIFY(monitor.health().writable);
    monitor.failed(Subject::Trace, base::Error(base::ErrorKind::Storage, u"b"_s));
    QCOMPARE(monitor.health().problem, u"Not saved: traces. b"_s);
}

void HealthMonitorTest::readOnlyStays()
{
    HealthMonitor monitor;
    monitor.readOnly(u"Nothing is saved."_s);
    QVERIFY(!monitor.failed(Subject::Turn, base::Error(base::ErrorKind::Storage)));
    QVERIFY(!monitor.succeeded());
    QCOMPARE(monitor.health().problem, u"Nothing is saved."_s);
}

QObject *makeHealthMonitorTest()
{
    return new HealthMonitorTest;
}

#include "tst_healthmonitor.moc"
