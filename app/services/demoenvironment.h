// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "settings/profile.h"

#include <QtCore/QObject>
#include <QtCore/QProcess>

namespace services {

/// The demo gateway as a child process of its own. GUI thread.
class DemoEnvironment : public QObject
{
    Q_OBJECT

public:
    enum class State { Off, Starting, Ready, Failed };

    explicit DemoEnvironment(QObject *parent = nullptr);
    ~DemoEnvironment() override;

    void start(); ///< runs spanway-demo-gateway beside our own program
    void stop();
    State state() const;
    QString problem() const;
    /// Profile with all demo models, valid when Ready; `mlflowUrl` is filled in by the caller.
    settings::Profile profile() const;

Q_SIGNALS:
    void stateChanged();

private:
    void readOutput();
    void fail(const QString &problem);

    QProcess m_process;
    State m_state = State::Off;
    QString m_problem;
    QByteArray m_output;
    int m_port = 0;
    int m_adminPort = 0;
};

} // namespace services
