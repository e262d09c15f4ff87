// SPDX-License-Identifier: Apache-2.0
#include "app/demo/rawclient.h"
#include "app/demo/rawmessage.h"
#include "base/json.h"
#include "support/testmain.h"

#include <QtCore/QProcess>

#include <signal.h>

using namespace Qt::StringLiterals;

/// The executable spanway-demo-gateway.
class DemoProgramTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void servesAndEndsOnSignal_data();
    void servesAndEndsOnSignal();
    void diesWithItsParent();
    void usageErrors_data();
    void usageErrors();
    void printsAndEnds_data();
    void printsAndEnds();
};

static const QString program = QStringLiteral(SPANWAY_BIN_DIR) + u"/spanway-demo-gateway"_s;

/// The JSON line a started gateway prints; null if none came.
static base::Json readyLine(QProcess *process)
{
    if (!QTest::qWaitFor([process] { return process->canReadLine() || process->state() == QProcess::NotRunning; },
                         20000))
        return {};
    return base::Json::parse(process->readLine().trimmed()).value_or(base::Json());
}

void DemoProgramTest::servesAndEndsOnSignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void DemoProgramTest::servesAndEndsOnSignal()
{
    QFETCH(const int, signal);
    QProcess process;
    process.start(program,
                  {u"--port"_s, u"0"_s, u"--admin-port"_s, u"0"_s, u"--seed"_s, u"3"_s, u"--speed"_s, u"50"_s});
    const base::Json ready = readyLine(&process);
    QVERIFY(ready[u"port"].toInt64() > 0 && ready[u"adminPort"].toInt64() > 0);
    bool closed = false;
    const QByteArray bytes
        = rawExchange(quint16(ready[u"port"].toInt64()),
                      "GET /v1/models HTTP/1.1\r\nHost: x\r\napikey: demo-key\r\n\r\n"_ba, 0, &closed);
    QCOMPARE(RawMessage::parse(bytes).status, 200);
    ::kill(pid_t(process.processId()), signal);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 10000);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

void DemoProgramTest::diesWithItsParent()
{
    QProcess shell;
    // The shell tells the child's pid, then waits to be killed.
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"'%1' --exit-with-parent & echo $!; wait"_s.arg(program)});
    QTRY_VERIFY_WITH_TIMEOUT(shell.canReadLine(), 20000);
    const pid_t child = pid_t(shell.readLine().trimmed().toInt());
    QVERIFY(child > 0);
    QVERIFY(readyLine(&shell)[u"port"].toInt64() > 0);
    QCOMPARE(::kill(child, 0), 0);
    shell.kill();
    QTRY_VERIFY_WITH_TIMEOUT(::kill(child, 0) != 0, 10000);
    QTRY_COMPARE(shell.state(), QProcess::NotRunning);
}

void DemoProgramTest::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--nope"_s};
    QTest::newRow("port") << QStringList{u"--port"_s, u"70000"_s};
    QTest::newRow("speed") << QStringList{u"--speed"_s, u"0"_s};
    QTest::newRow("seed") << QStringList{u"--seed"_s, u"x"_s};
    QTest::newRow("argument") << QStringList{u"extra"_s};
}

void DemoProgramTest::usageErrors()
{
    QFETCH(const QStringList, arguments);
    QProcess process;
    process.start(program, arguments);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20000);
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().startsWith("spanway-demo-gateway: "));
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
}

void DemoProgramTest::printsAndEnds_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("faults") << u"--list-faults"_s << "\ncut\tstream reset half way"_ba;
    QTest::newRow("help") << u"--help"_s << "--admin-port"_ba;
    QTest::newRow("version") << u"--version"_s << "spanway-demo-gateway "_ba;
}

void DemoProgramTest::printsAndEnds()
{
    QFETCH(const QString, option);
    QFETCH(const QByteArray, text);
    QProcess process;
    process.start(program, {option});
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20000);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains(text));
}

QObject *makeDemoProgramTest()
{
    return new DemoProgramTest;
}

#include "tst_demoprogram.moc"
