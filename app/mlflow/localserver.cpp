// SPDX-License-Identifier: Apache-2.0
#include "mlflow/localserver.h"

#include "base/taskscope.h"
#include "http/stream.h"
#include "mlflow/serverprocess.h"
#include "mlflow/words.h"

#include <QCoroTimer>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtCore/QTimer>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::Error;
using base::ErrorKind;

namespace mlflow {

namespace {

constexpr auto PoliteEnd = 5s; ///< 3.17.2 needs up to this on a busy machine (mlflow.md 1.1)
constexpr auto LongestStart = 180s;
constexpr auto LongestQuestion = 3s;
constexpr qsizetype LogTail = 2000;

QString tailOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    if (file.size() > LogTail)
        file.seek(file.size() - LogTail);
    return QString::fromUtf8(file.readAll()).trimmed();
}

QString urlInLog(const QString &path)
{
    static const QRegularExpression running(u"Uvicorn running on (http://127\\.0\\.0\\.1:\\d+)"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return running.match(QString::fromUtf8(file.read(1024 * 1024))).captured(1);
}

/// Ours alone: whatever the person set for MLflow or Python elsewhere must not change this server.
QProcessEnvironment serverEnvironment(const QString &dataFolder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith("MLFLOW_"_L1) || name.startsWith("PYTHON"_L1) || name.startsWith("_MLFLOW_"_L1))
            environment.remove(name);
    }
    environment.insert(u"MLFLOW_DISABLE_TELEMETRY"_s, u"true"_s);
    environment.insert(u"MLFLOW_SERVER_ENABLE_JOB_EXECUTION"_s, u"false"_s);
    environment.insert(u"MLFLOW_MODEL_CATALOG_URI"_s, QString());
    environment.insert(QString::fromLatin1(ServerMark), QDir(dataFolder).absolutePath());
    return environment;
}

QStringList serverArguments(const QDir &folder)
{
    return {u"server"_s,
            u"--host"_s,
            u"127.0.0.1"_s,
            u"--port"_s,
            u"0"_s,
            u"--workers"_s,
            u"1"_s,
            u"--backend-store-uri"_s,
            u"sqlite:///"_s + folder.absoluteFilePath(u"mlflow.db"_s),
            u"--artifacts-destination"_s,
            folder.absoluteFilePath(u"artifacts"_s)};
}

/// In the child, before exec: a session of its own, and the kernel ends it should Spanway be killed. The signal reaches
/// this one process only; MLflow 3.10 and later then end their workers themselves.
void leaveOurSession()
{
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
}

QCoro::Task<bool> answers(http::Client *client, QString url, std::stop_token stop)
{
    http::Request health;
    health.url = url + u"/health"_s;
    health.idleTimeout = LongestQuestion;
    health.connectTimeout = LongestQuestion;
    const auto reply = co_await http::fetch(client, health, stop);
    if (stop.stop_requested() || !reply || reply->head.status != 200)
        co_return false;
    http::Request version = health;
    version.url = url + u"/version"_s;
    const auto said = co_await http::fetch(client, version, stop);
    co_return said && said->head.status == 200;
}

Error noProgram()
{
    return Error(ErrorKind::NotFound,
                 Words::tr("No MLflow was found on this computer. The script packaging/mlflow-env prepares one for "
                           "Spanway; any `mlflow` on the PATH works too (pip install mlflow)."));
}

} // namespace

class LocalServer::Private
{
public:
    Private(LocalServer *server, http::Client *client, Options options)
        : m_server(server)
        , client(client)
        , options(std::move(options))
        , folder(this->options.dataFolder)
    {
        watch.setInterval(1s);
        connect(&watch, &QTimer::timeout, server, [this] { look(); });
        connect(&process, &QProcess::finished, server, [this] { look(); });
        connect(&process, &QProcess::errorOccurred, server, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                fail(Words::tr("%1 could not be started: %2").arg(this->options.program, process.errorString()));
        });
        process.setChildProcessModifier(leaveOurSession);
    }

    QString path(const QString &name) const { return folder.absoluteFilePath(name); }
    QString logFile() const { return path(u"mlflow.log"_s); }
    QString recordFile() const { return path(u"mlflow-server.json"_s); }
    QString dataFolder() const { return folder.absolutePath(); }

    void setState(State next)
    {
        if (state == next)
            return;
        state = next;
        Q_EMIT m_server->stateChanged();
    }

    void fail(const QString &why)
    {
        scope = std::make_unique<base::TaskScope>();
        watch.stop();
        problem = why;
        if (!shared)
            signalServer(dataFolder(), SIGKILL);
        setState(State::Failed);
    }

    bool isAlive() { return process.state() != QProcess::NotRunning || hasProcesses(); }

    /// Looks through all processes only when those known from the last time have gone.
    bool hasProcesses()
    {
        const auto lives = [](const ServerProcess &known) { return known.owner.isAlive(); };
        if (std::none_of(processes.cbegin(), processes.cend(), lives))
            processes = serverProcesses(dataFolder());
        return !processes.isEmpty();
    }

    /// For the end of the program: our processes are gone when this returns.
    void endNow()
    {
        constexpr int Patience = 1500; // SQLite survives a kill, so nobody waits longer than a program may take to end
        process.disconnect();
        for (const int signal : {SIGTERM, SIGKILL}) {
            signalServer(dataFolder(), signal);
            if (process.state() != QProcess::NotRunning)
                process.waitForFinished(Patience);
        }
        ServerRecord::remove(recordFile());
    }

    /// The server may have ended by itself; a return code says nothing (mlflow.md 1.1).
    void look()
    {
        const bool watched = state == State::Ready || (state == State::Starting && launched);
        if (!watched || hasProcesses())
            return;
        ServerRecord::remove(recordFile());
        fail(Words::tr("The local MLflow ended unexpectedly. The end of its log, %1:\n%2")
                 .arg(logFile(), tailOf(logFile())));
    }

    bool launch()
    {
        if (!folder.mkpath(u"."_s) || options.program.isEmpty()) {
            fail(options.program.isEmpty() ? noProgram().message
                                           : Words::tr("The folder %1 cannot be made.").arg(dataFolder()));
            return false;
        }
        QFile::setPermissions(dataFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (process.state() != QProcess::NotRunning) // killed by fail(), not reaped yet
            process.waitForFinished();
        QFile::remove(logFile() + u".old"_s);
        QFile::rename(logFile(), logFile() + u".old"_s);
        process.setProcessEnvironment(serverEnvironment(dataFolder()));
        process.setWorkingDirectory(dataFolder());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setStandardInputFile(QProcess::nullDevice());
        process.setStandardOutputFile(logFile());
        process.start(options.program, serverArguments(folder));
        if (!process.waitForStarted(int(std::chrono::milliseconds(PoliteEnd).count())))
            return false; // errorOccurred() has told it
        launched = true;
        writeRecord({});
        return true;
    }

    void writeRecord(const QString &address)
    {
        ServerRecord record;
        record.server = store::ProcessOwner::of(process.processId());
        record.owner = store::ProcessOwner::self();
        record.url = address;
        record.write(recordFile());
    }

    void becomeReady(const QString &address)
    {
        url = address;
        watch.start();
        setState(State::Ready);
    }

    LocalServer *m_server;
    http::Client *client; ///< not owned
    Options options;
    QDir folder;
    QProcess process;
    QTimer watch;
    State state = State::Off;
    QString url;
    QString problem;
    QList<ServerProcess> processes; ///< of the server, as last seen
    bool launched = false; ///< by us, in this start()
    bool shared = false; ///< it belongs to another Spanway that lives
    std::unique_ptr<base::TaskScope> scope = std::make_unique<base::TaskScope>();
};

LocalServer::LocalServer(http::Client *client, Options options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, std::move(options)))
{ }

LocalServer::~LocalServer()
{
    d->scope.reset();
    if (!d->shared && d->state != State::Off && d->isAlive())
        d->endNow();
}

base::Result<QString> LocalServer::findProgram()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    const QString made = data + u"/spanway/mlflow-3.17.2/bin/mlflow"_s;
    if (QFileInfo(made).isExecutable())
        return made;
    const QString onPath = QStandardPaths::findExecutable(u"mlflow"_s);
    if (!onPath.isEmpty())
        return onPath;
    return tl::unexpected(noProgram());
}

void LocalServer::setProgram(const QString &program)
{
    if (d->state == State::Off || d->state == State::Failed)
        d->options.program = program;
}

void LocalServer::start()
{
    if (d->state != State::Off && d->state != State::Failed)
        return;
    d->launched = false;
    d->shared = false;
    d->problem.clear();
    d->setState(State::Starting);
    d->scope->start(bringUp(d->scope->token()));
}

void LocalServer::stop()
{
    if (d->state == State::Off || d->state == State::Stopping)
        return;
    d->scope = std::make_unique<base::TaskScope>();
    d->watch.stop();
    if (d->shared || d->state == State::Failed) {
        d->setState(State::Off);
        return;
    }
    d->setState(State::Stopping);
    d->scope->start(end(d->scope->token()));
}

LocalServer::State LocalServer::state() const
{
    return d->state;
}

QString LocalServer::url() const
{
    return d->state == State::Ready ? d->url : QString();
}

QString LocalServer::problem() const
{
    return d->problem;
}

QString LocalServer::logFile() const
{
    return d->logFile();
}

QCoro::Task<> LocalServer::bringUp(std::stop_token stop)
{
    // Not before start() has returned: whatever fails here may replace the scope.
    co_await QCoro::sleepFor(0ms);
    if (stop.stop_requested())
        co_return;
    const bool running = co_await takeOver(stop);
    if (stop.stop_requested() || running || !d->launch())
        co_return;
    const bool answered = co_await awaitAnswer(stop);
    if (stop.stop_requested() || answered || d->state != State::Starting)
        co_return;
    d->fail(Words::tr("The local MLflow did not answer within %1 s. The end of its log, %2:\n%3")
                .arg(LongestStart.count())
                .arg(d->logFile(), tailOf(d->logFile())));
}

QCoro::Task<bool> LocalServer::awaitAnswer(std::stop_token stop)
{
    const base::MonoTime deadline = std::chrono::steady_clock::now() + LongestStart;
    while (std::chrono::steady_clock::now() < deadline) {
        co_await QCoro::sleepFor(200ms);
        if (stop.stop_requested())
            co_return false;
        const QString url = urlInLog(d->logFile());
        if (url.isEmpty())
            continue;
        const bool alive = co_await answers(d->client, url, stop);
        if (stop.stop_requested())
            co_return false;
        if (alive) {
            d->writeRecord(url);
            d->becomeReady(url);
            co_return true;
        }
    }
    co_return false;
}

/// A server of this folder that runs already: used if it answers, ended if it does not.
QCoro::Task<bool> LocalServer::takeOver(std::stop_token stop)
{
    if (serverProcesses(d->dataFolder()).isEmpty())
        co_return false;
    auto record = ServerRecord::read(d->recordFile());
    const store::ProcessOwner self = store::ProcessOwner::self();
    while (record && record->server.isAlive() && record->owner != self && record->owner.isAlive()
           && record->url.isEmpty()) {
        co_await QCoro::sleepFor(200ms);
        if (stop.stop_requested())
            co_return false;
        record = ServerRecord::read(d->recordFile());
    }
    if (record && record->server.isAlive() && !record->url.isEmpty()) {
        const bool alive = co_await answers(d->client, record->url, stop);
        if (stop.stop_requested())
            co_return false;
        if (alive) {
            d->shared = record->owner != self && record->owner.isAlive();
            if (!d->shared) {
                record->owner = self;
                record->write(d->recordFile());
            }
            d->becomeReady(record->url);
            co_return true;
        }
    }
    co_await end(stop);
    if (!stop.stop_requested())
        d->setState(State::Starting);
    co_return false;
}

QCoro::Task<> LocalServer::end(std::stop_token stop)
{
    signalServer(d->dataFolder(), SIGTERM);
    const base::MonoTime politeUntil = std::chrono::steady_clock::now() + PoliteEnd;
    bool killed = false;
    while (d->isAlive()) {
        co_await QCoro::sleepFor(50ms);
        if (stop.stop_requested())
            co_return;
        if (!killed && std::chrono::steady_clock::now() > politeUntil) {
            killed = true;
            signalServer(d->dataFolder(), SIGKILL);
        }
    }
    ServerRecord::remove(d->recordFile());
    d->setState(State::Off);
}

} // namespace mlflow
