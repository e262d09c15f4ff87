// SPDX-License-Identifier: Apache-2.0
#include "mlflow/localserver.h"

#include "http/stream.h"
#include "mlflow/serverprocess.h"
#include "outboxfixture.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>

#include <csignal>

using namespace Qt::StringLiterals;
using mlflow::LocalServer;
using State = LocalServer::State;

namespace {

const auto program = QStringLiteral(SPANWAY_FAKE_MLFLOW);

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Another Spanway that runs a local server, until it is killed. See main.cpp.
class OtherSpanway
{
public:
    explicit OtherSpanway(const QString &folder)
    {
        m_process.start(QCoreApplication::applicationFilePath(), {u"--run-local-server"_s, program, folder});
        if (m_process.waitForReadyRead(20000))
            url = QString::fromUtf8(m_process.readLine().trimmed());
    }
    ~OtherSpanway() { kill(); }

    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QString url;

private:
    QProcess m_process;
};

} // namespace

class LocalServerTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void startsAndStops();
    void missingProgram();
    void endsWhileStarting();
    void endsUnexpectedly();
    void stoppedWhileStarting();
    void stubbornServerIsKilled();
    void endsWithItsObject();
    void startsAgain();
    void killedSpanwayLeavesNothing();
    void leftoverIsTakenOver();
    void deadLeftoverIsEnded();
    void serverOfLivingSpanwayIsShared();
    void othersAreLeftAlone();
    void findsProgram();

protected:
    void prepare() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_data = m_folder->filePath(u"ml flow"_s);
    }

private:
    std::unique_ptr<LocalServer> make()
    {
        return std::make_unique<LocalServer>(&m_client, LocalServer::Options{program, m_data});
    }
    bool isGone() const { return mlflow::serverProcesses(m_data).isEmpty(); }
    QString recordFile() const { return m_data + u"/mlflow-server.json"_s; }

    http::Client m_client;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_data;
};

void LocalServerTest::cleanup()
{
    qunsetenv("FAKE_MLFLOW");
    mlflow::signalServer(m_data, SIGKILL);
    QTRY_VERIFY(isGone());
}

void LocalServerTest::startsAndStops()
{
    qputenv("MLFLOW_TRACKING_URI", "http://elsewhere");
    qputenv("PYTHONPATH", "/elsewhere");
    const auto server = make();
    QCOMPARE(server->state(), State::Off);
    QCOMPARE(server->url(), QString());
    server->start();
    QCOMPARE(server->state(), State::Starting);
    QTRY_COMPARE(server->state(), State::Ready);
    qunsetenv("MLFLOW_TRACKING_URI");
    qunsetenv("PYTHONPATH");
    QVERIFY(server->url().startsWith(u"http://127.0.0.1:"));
    const QByteArray log = contentOf(server->logFile());
    for (const char *line :
         {"argument server", "argument --host\nargument 127.0.0.1", "argument --port\nargument 0",
          "argument --workers\nargument 1", "MLFLOW_DISABLE_TELEMETRY=true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false",
          "MLFLOW_MODEL_CATALOG_URI=\n", "MLFLOW_TRACKING_URI=unset", "PYTHONPATH=unset", "session leader: yes"})
        QVERIFY2(log.contains(line), line);
    QVERIFY(log.contains("argument sqlite:///" + m_data.toUtf8() + "/mlflow.db"));
    const auto record = mlflow::ServerRecord::read(recordFile());
    QVERIFY(record);
    QCOMPARE(record->url, server->url());
    QVERIFY(record->server.isAlive());
    QCOMPARE(record->owner, store::ProcessOwner::self());
    server->stop();
    QCOMPARE(server->state(), State::Stopping);
    QTRY_COMPARE(server->state(), State::Off);
    QVERIFY(isGone());
    QVERIFY(!QFile::exists(recordFile()));
}

void LocalServerTest::missingProgram()
{
    LocalServer server(&m_client, {u"/no/such/mlflow"_s, m_data});
    server.start();
    QTRY_COMPARE(server.state(), State::Failed);
    QVERIFY(server.problem().contains(u"/no/such/mlflow"));
    LocalServer none(&m_client, {QString(), m_data});
    none.start();
    QTRY_COMPARE(none.state(), State::Failed);
    none.setProgram(program);
    none.start();
    QTRY_COMPARE(none.state(), State::Ready);
}

void LocalServerTest::endsWhileStarting()
{
    qputenv("FAKE_MLFLOW", "exit");
    const auto server = make();
    server->start();
    QTRY_COMPARE(server->state(), State::Failed);
    QVERIFY2(server->problem().contains(u"maintenance mode"), qPrintable(server->problem()));
}

void LocalServerTest::endsUnexpectedly()
{
    const auto server = make();
    server->start();
    QTRY_COMPARE(server->state(), State::Ready);
    mlflow::signalServer(m_data, SIGKILL);
    QTRY_COMPARE(server->state(), State::Failed);
    QVERIFY(server->problem().contains(u"ended unexpectedly"));
    QCOMPARE(server->url(), QString());
    server->start();
    QTRY_COMPARE(server->state(), State::Ready);
}

void LocalServerTest::stoppedWhileStarting()
{
    qputenv("FAKE_MLFLOW", "mute");
    const auto server = make();
    server->start();
    QTRY_VERIFY(!isGone());
    QCOMPARE(server->state(), State::Starting);
    server->stop();
    QTRY_COMPARE(server->state(), State::Off);
    QVERIFY(isGone());
}

void LocalServerTest::stubbornServerIsKilled()
{
    qputenv("FAKE_MLFLOW", "stubborn");
    const auto server = make();
    server->start();
    QTRY_COMPARE(server->state(), State::Ready);
    server->stop();
    QTRY_COMPARE(server->state(), State::Off);
    QVERIFY(isGone());
}

void LocalServerTest::endsWithItsObject()
{
    for (const char *behaviour : {"", "stubborn"}) {
        qputenv("FAKE_MLFLOW", behaviour);
        auto server = make();
        server->start();
        QTRY_COMPARE(server->state(), State::Ready);
        server.reset();
        QVERIFY(isGone());
        QVERIFY(!QFile::exists(recordFile()));
    }
}

void LocalServerTest::startsAgain()
{
    const auto server = make();
    for (int i = 0; i < 2; ++i) {
        server->start();
        QTRY_COMPARE(server->state(), State::Ready);
        server->stop();
        QTRY_COMPARE(server->state(), State::Off);
    }
    QVERIFY(QFile::exists(server->logFile() + u".old"_s));
}

void LocalServerTest::killedSpanwayLeavesNothing()
{
    OtherSpanway other(m_data);
    QVERIFY(!other.url.isEmpty());
    QVERIFY(!isGone());
    other.kill();
    QTRY_VERIFY(isGone());
}

void LocalServerTest::leftoverIsTakenOver()
{
    qputenv("FAKE_MLFLOW", "stubborn");
    OtherSpanway other(m_data);
    QVERIFY(!other.url.isEmpty());
    other.kill();
    QVERIFY(!isGone());
    const qint64 pid = mlflow::serverProcesses(m_data).first().owner.pid;
    const auto server = make();
    server->start();
    QTRY_COMPARE(server->state(), State::Ready);
    QCOMPARE(server->url(), other.url);
    QCOMPARE(mlflow::serverProcesses(m_data).first().owner.pid, pid);
    QCOMPARE(mlflow::ServerRecord::read(recordFile())->owner, store::ProcessOwner::self());
    server->stop();
    QTRY_COMPARE(server->state(), State::Off);
    QVERIFY(isGone());
}

void LocalServerTest::deadLeftoverIsEnded()
{
    qputenv("FAKE_MLFLOW", "stubborn");
    OtherSpanway other(m_data);
    QVERIFY(!other.url.isEmpty());
    other.kill();
    mlflow::signalServer(m_data, SIGSTOP);
    const qint64 pid = mlflow::serverProcesses(m_data).first().owner.pid;
    const auto server = make();
    server->start();
    QTRY_COMPARE(server->state(), State::Ready);
    QVERIFY(mlflow::serverProcesses(m_data).first().owner.pid != pid);
    QVERIFY(server->url() != other.url);
    QCOMPARE(store::ProcessOwner::of(pid).startTicks, 0);
}

void LocalServerTest::serverOfLivingSpanwayIsShared()
{
    OtherSpanway other(m_data);
    QVERIFY(!other.url.isEmpty());
    auto server = make();
    server->start();
    QTRY_COMPARE(server->state(), State::Ready);
    QCOMPARE(server->url(), other.url);
    server->stop();
    QCOMPARE(server->state(), State::Off);
    server.reset();
    QVERIFY(!isGone());
    server = make();
    server->start();
    QTRY_COMPARE(server->state(), State::Ready);
    other.kill();
    QTRY_COMPARE(server->state(), State::Failed);
}

void LocalServerTest::othersAreLeftAlone()
{
    const QString elsewhere = m_folder->filePath(u"ml flow 2"_s);
    OtherSpanway other(elsewhere);
    QVERIFY(!other.url.isEmpty());
    {
        const auto server = make();
        server->start();
        QTRY_COMPARE(server->state(), State::Ready);
        QVERIFY(server->url() != other.url);
    }
    QVERIFY(isGone());
    QCOMPARE(mlflow::serverProcesses(elsewhere).size(), 1);
    other.kill();
    QTRY_VERIFY(mlflow::serverProcesses(elsewhere).isEmpty());
}

void LocalServerTest::findsProgram()
{
    const QByteArray path = qgetenv("PATH");
    const QByteArray data = qgetenv("XDG_DATA_HOME");
    qputenv("PATH", m_folder->path().toUtf8());
    qputenv("XDG_DATA_HOME", m_folder->filePath(u"xdg"_s).toUtf8());
    const auto none = LocalServer::findProgram();
    const QString onPath = m_folder->filePath(u"mlflow"_s);
    QVERIFY(QFile::copy(program, onPath));
    const auto second = LocalServer::findProgram();
    const QString made = m_folder->filePath(u"xdg/spanway/mlflow-3.17.2/bin"_s);
    QVERIFY(QDir().mkpath(made));
    QVERIFY(QFile::copy(program, made + u"/mlflow"_s));
    const auto first = LocalServer::findProgram();
    qputenv("PATH", path);
    qputenv("XDG_DATA_HOME", data);
    QVERIFY(!none);
    QCOMPARE(none.error().kind, base::ErrorKind::NotFound);
    QVERIFY(none.error().message.contains(u"packaging/mlflow-env"));
    QCOMPARE(second.value_or(QString()), onPath);
    QCOMPARE(first.value_or(QString()), made + u"/mlflow"_s);
}

QObject *makeLocalServerTest()
{
    return new LocalServerTest;
}

#include "tst_localserver.moc"
