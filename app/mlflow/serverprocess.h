// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/records.h"

#include <QtCore/QString>

#include <optional>

namespace mlflow {

/// Environment variable of every process of a local server: names its data folder, so that it is never mistaken.
inline constexpr auto ServerMark = "SPANWAY_MLFLOW_DATA";

/// A process that carries the mark of a data folder.
struct ServerProcess
{
    store::ProcessOwner owner;
    bool leader = false; ///< of its session: the one that was started by Spanway
};

/// All living processes of the local server of a data folder, from /proc; those of other users are never among them.
QList<ServerProcess> serverProcesses(const QString &dataFolder);

/// Sends a signal to each of them that still is what it was.
void signalServer(const QString &dataFolder, int signal);

/// What the pid file says about the running server.
struct ServerRecord
{
    store::ProcessOwner server;
    store::ProcessOwner owner; ///< the Spanway that ends it
    QString url; ///< empty while it starts

    static std::optional<ServerRecord> read(const QString &file);
    bool write(const QString &file) const;
    static void remove(const QString &file);
};

} // namespace mlflow
