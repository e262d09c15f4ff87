// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/taskscope.h"
#include "chat/turn.h"
#include "chat/turnplan.h"
#include "chat/turnservices.h"
#include "trace/livetrace.h"

#include <QtCore/QObject>

#include <memory>

namespace chat {

/// Runs one turn from prompt to committed trace: the one way through the house for chat, compare, replay and command line. GUI thread.
class TurnRunner : public QObject
{
    Q_OBJECT

public:
    TurnRunner(const TurnServices &services, TurnPlan plan, QObject *parent = nullptr);
    ~TurnRunner() override; ///< a running call is closed; its turn is found and finished at the next start

    void start(); ///< once
    /// Closes the connection now; ended() follows with state stopped. Nothing happens if it has ended.
    void stop();
    /// Tries the save again that the disk did not take; committed() follows. Also done by itself every few seconds.
    void saveAgain();

    bool isRunning() const;
    const Turn &turn() const; ///< grows while running
    trace::LiveTrace *trace() const; ///< lives as long as the runner
    const gateway::CallOutcome &outcome() const; ///< valid after ended()
    const TurnPlan &plan() const;

Q_SIGNALS:
    void changed(); ///< something came; at most once per 16 ms
    void ended(); ///< the call is over: state and metrics are final
    void committed(bool saved); ///< after ended(): on disk, or not (store unhealthy); then again after each saveAgain()
    void savingAgain(); ///< what the turn belongs to may not be saved either: now is its time

private:
    class Private;

    static QCoro::Task<> run(std::shared_ptr<Private> d, std::stop_token gone);
    static QCoro::Task<gateway::CallOutcome> call(std::shared_ptr<Private> d);
    static QCoro::Task<> commitAgain(std::shared_ptr<Private> d, std::stop_token gone);

    std::shared_ptr<Private> d; ///< shared with the coroutine, which may outlive the runner
    base::TaskScope m_scope;
};

} // namespace chat
