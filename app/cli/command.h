// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/exitcode.h"

#include <QtCore/QObject>

namespace cli {

/// One subcommand at work. It reports its end once; the program then stops its services and exits.
class Command : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0;
    /// The person pressed Ctrl+C or the system wants the program to end.
    virtual void interrupt() { Q_EMIT finished(ExitCode::Stopped); }

Q_SIGNALS:
    void finished(cli::ExitCode code);
};

} // namespace cli
