// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "trace/tracerecord.h"

#include <QtCore/QStringList>

namespace testsupport {

/// A whole trace as lines of text, one fact a line, for comparing with what autolog wrote: what describes the trace,
/// then every span with its parent, status, attributes in order, events and links. The allowances are compare.py's:
/// ids, times and the values that MLflow's server or the machine adds are left out, the order of a call's arguments
/// does not count.
QStringList recordedForm(const base::Json &trace); ///< "trace.json" of a scenario
/// Ours as MLflow would give it back: without kong.* and spanway.*, and without the phases we measure.
QStringList writtenForm(const trace::TraceRecord &record);

/// The lines of one form that the other lacks, and the other way round: "- expected", "+ actual".
QStringList differences(const QStringList &expected, const QStringList &actual);

} // namespace testsupport
