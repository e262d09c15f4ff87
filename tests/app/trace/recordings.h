// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "trace/otlpreader.h"

#include <QtCore/QStringList>

/// The recordings of MLflow's Python client below tests/data (their README says where they come from).
namespace recordings {

/// Names of the files of tests/data/<folder> that match, sorted.
QStringList files(const QString &folder, const QString &pattern);
/// Paths of all recorded traces, relative to tests/data/autolog ("01-plain-user/trace.json").
QStringList traces();

QByteArray bytes(const QString &path); ///< relative to tests/data; empty if it cannot be read
base::Json json(const QString &path);

/// All spans the client sent for a trace of a scenario ("01-plain-user"), in the order of the wire; without info but
/// the id.
trace::TraceRecord sent(const QString &scenario, const trace::TraceId &id);

} // namespace recordings
