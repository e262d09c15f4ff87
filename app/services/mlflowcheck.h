// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/client.h"
#include "mlflow/connection.h"

#include <QCoroTask>

#include <stop_token>

namespace services {

/// What a test of an MLflow connection found.
struct MlflowReport
{
    enum class Finding { Works, NotReached, LoginRefused, NoPermission, HostRefused, WrongPrefix, TooOld, ExperimentDeleted, Other };

    Finding finding = Finding::Other;
    QString message; ///< what happened, what it means, what to do; for people
    QString version;
    QString ownExperiment; ///< offered where writing to the given one is forbidden
    QString experimentId; ///< of a deleted one that could be restored, or of the one written to
    bool traceDeleted = false; ///< the trace tagged spanway.test could be removed again
};

/// Proves that traces can be written: server, version, experiment, then one trace tagged `spanway.test`, deleted again if allowed.
/// A person who may only read there is offered an experiment of their own.
QCoro::Task<MlflowReport> checkMlflow(http::Client *client, mlflow::Connection connection, QString experiment,
                                      std::stop_token stop);

} // namespace services
