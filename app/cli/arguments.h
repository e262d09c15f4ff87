// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <QtCore/QStringList>

#include <chrono>
#include <optional>
#include <variant>

namespace cli {

/// `spanway-cli send` as typed.
struct SendArguments
{
    QString profile; ///< name of a saved profile, empty: the current one, unless `gateway` is given
    QString gateway; ///< base URL
    QString keyVariable;
    QString keyHeader; ///< "Name: pattern {key}"
    QStringList headers; ///< "Name: value"
    QStringList headerVariables; ///< "Name=VARIABLE"
    QString caFile;
    QString model;
    QString system;
    QList<base::Json::Member> parameters;
    QString bodyFile;
    QString messageFile;
    bool stream = true;
    std::chrono::milliseconds timeout{300000};
    QString session;
    QString mlflow;
    QString experiment;
    std::chrono::milliseconds waitExport{30000};
    bool json = false;
    QString prompt; ///< "-": standard input
};

struct TracesArguments
{
    bool json = false;
    QString text; ///< full-text words
};

struct TraceArguments
{
    QString id;
    bool json = false;
};

struct OutboxArguments
{
    bool retry = false;
    bool json = false;
    std::chrono::milliseconds waitExport{30000};
};

/// One call of the program.
struct Arguments
{
    QString dataFolder; ///< empty: the person's
    std::variant<SendArguments, TracesArguments, TraceArguments, OutboxArguments> command;
};

/// A text for standard output that ends the program with 0.
struct HelpText
{
    QString text;
};

/// Reads the command line. Error: InvalidInput with a text for people.
base::Result<std::variant<Arguments, HelpText>> parseArguments(const QStringList &arguments);
/// Whether --json stands on a command line, even on one that parseArguments() refuses.
bool asksForJson(const QStringList &arguments);

} // namespace cli
