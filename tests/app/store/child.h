// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QProcess>
#include <QtCore/QStringList>

#include <memory>
#include <optional>

namespace storetest {

/// This same program run as another process on a data folder: one that can be killed, or limited.
/// `role`: "journal" (streams into turn "turn-1" for ever), "sender" (claims rows, holds the exporter lock), "writer"
/// (200 traces), "limited" (a stream under a file size limit), "limited-start" (opens under a limit of nothing).
std::unique_ptr<QProcess> startChild(const QString &role, const QString &folder);

/// The next line that the child writes, without its newline; empty after 60 s or at its end.
QByteArray lineOf(QProcess &child);
void killAndWait(QProcess &child);

/// For main(): plays the role that the arguments name.
std::optional<int> runAsChild(const QStringList &arguments);

} // namespace storetest
