// SPDX-License-Identifier: Apache-2.0
#include "services/demoenvironment.h"

#include "base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

using base::Json;
using namespace Qt::StringLiterals;

namespace services {

namespace {

constexpr int endPatienceMs = 1000;

/// The demo gateway's own models, in the order a person should try them.
const QStringList demoModels{u"demo-fast"_s,  u"demo-slow"_s, u"demo-thinking"_s, u"demo-tools"_s,
                             u"demo-json"_s,  u"demo-vision"_s, u"demo-long"_s,   u"demo-limited"_s};

} // namespace

DemoEnvironment::DemoEnvironment(QObject *parent)
    : QObject(parent)
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &DemoEnvironment::readOutput);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("The demo gateway is missing: %1").arg(m_process.program()));
    });
    connect(&m_process, &QProcess::finished, this, [this] {
        if (m_state != State::Off)
            fail(tr("The demo gateway ended by itself. %1").arg(QString::fromUtf8(m_process.readAllStandardError()).trimmed()));
    });
}

DemoEnvironment::~DemoEnvironment()
{
    stop();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(endPatienceMs))
        m_process.kill();
}

void DemoEnvironment::start()
{
    if (m_state == State::Starting || m_state == State::Ready)
        return;
    m_output.clear();
    m_process.setProgram(QDir(QCoreApplication::applicationDirPath()).filePath(u"spanway-demo-gateway"_s));
    m_process.setArguments({u"--port"_s, u"0"_s, u"--admin-port"_s, u"0"_s});
    // The kernel ends the child even when we are killed.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_state = State::Starting;
    m_process.start();
    Q_EMIT stateChanged();
}

void DemoEnvironment::stop()
{
    if (m_state == State::Off)
        return;
    m_state = State::Off;
    m_process.terminate();
    Q_EMIT stateChanged();
}

void DemoEnvironment::readOutput()
{
    m_output += m_process.readAllStandardOutput();
    const qsizetype end = m_output.indexOf('\n');
    if (m_state != State::Starting || end < 0)
        return;
    const auto line = Json::parse(m_output.first(end));
    if (!line || !(*line)[u"port"].isNumber()) {
        fail(tr("The demo gateway answered something unknown: %1").arg(QString::fromUtf8(m_output.first(end))));
        return;
    }
    m_port = static_cast<int>((*line)[u"port"].toInt64());
    m_adminPort = static_cast<int>((*line)[u"adminPort"].toInt64());
    m_state = State::Ready;
    Q_EMIT stateChanged();
}

void DemoEnvironment::fail(const QString &problem)
{
    m_state = State::Failed;
    m_problem = problem;
    Q_EMIT stateChanged();
}

DemoEnvironment::State DemoEnvironment::state() const
{
    return m_state;
}

QString DemoEnvironment::problem() const
{
    return m_problem;
}

settings::Profile DemoEnvironment::profile() const
{
    settings::Profile profile;
    profile.id = u"demo"_s;
    profile.name = tr("Demo gateway");
    profile.baseUrl = u"http://127.0.0.1:%1/v1"_s.arg(m_port);
    profile.adminUrl = u"http://127.0.0.1:%1"_s.arg(m_adminPort);
    profile.key = {settings::SecretSource::Kind::Session, {}, u"demo-key"_s};
    profile.demo = true;
    for (const QString &name : demoModels) {
        settings::ModelEntry model;
        model.name = name;
        profile.models.append(model);
    }
    return profile;
}

} // namespace services
