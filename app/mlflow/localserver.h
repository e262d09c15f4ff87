// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "http/client.h"

#include <QCoroTask>

#include <QtCore/QObject>

#include <memory>
#include <stop_token>

namespace mlflow {

/// A local MLflow of our own: found, started, watched and ended with the program (mlflow.md 1.1). Never installs
/// anything. Linux only: it uses sessions and /proc. GUI thread.
class LocalServer : public QObject
{
    Q_OBJECT

public:
    enum class State { Off, Starting, Ready, Stopping, Failed };

    struct Options
    {
        QString program; ///< path of `mlflow`; see findProgram()
        QString dataFolder; ///< database, artifacts, log and the pid file of the running server
    };

    LocalServer(http::Client *client, Options options, QObject *parent = nullptr);
    ~LocalServer() override; ///< ends the whole server, if it is ours

    /// The environment that packaging/run made, else `mlflow` on PATH; NotFound says how to get one.
    static base::Result<QString> findProgram();

    /// Decides what start() runs; for a program that was found later. Ignored unless Off or Failed.
    void setProgram(const QString &program);
    /// A server left over by a killed Spanway is taken over if it answers, else ended; one of another living Spanway is
    /// used, not ended.
    void start();
    void stop(); ///< stateChanged() to Off follows within 6 s
    State state() const;
    QString url() const; ///< "http://127.0.0.1:<port>", valid when Ready
    QString problem() const; ///< why it failed, with the last lines of its log
    QString logFile() const;

Q_SIGNALS:
    void stateChanged();

private:
    QCoro::Task<> bringUp(std::stop_token stop);
    QCoro::Task<bool> takeOver(std::stop_token stop);
    QCoro::Task<bool> awaitAnswer(std::stop_token stop);
    QCoro::Task<> end(std::stop_token stop);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace mlflow
