// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/tracerecord.h"

namespace mlflow {

/// A file that leaves beside its trace instead of inside of it.
struct Attachment
{
    QString uuid; ///< the same for the same bytes in the same trace, so that a re-send overwrites it
    QByteArray bytes;
};

/// Takes `data:` URLs and the known base64 forms (input_audio, b64_json, image sources, inline_data) out of the inputs
/// and outputs of all spans and puts `mlflow-attachment://...` in their place, as MLflow's Python client does
/// (mlflow/entities/span.py, mlflow/tracing/attachments.py). Any thread.
QList<Attachment> extractAttachments(trace::TraceRecord &record);

} // namespace mlflow
