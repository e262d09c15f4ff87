// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "trace/ids.h"

namespace trace {

// Parts of OTLP in its JSON forms: MLflow's (snake_case, base64 ids, 64-bit numbers as numbers) and the standard's
// (camelCase, hex ids, numbers as text).

/// Member `snake` of an object, or its camelCase spelling.
const base::Json &otlpMember(const base::Json &object, QStringView snake);

/// An AnyValue as plain JSON; a value without content, or of an unknown kind, is null.
base::Json otlpValue(const base::Json &anyValue);
/// A list of KeyValue as members; entries without a key are left out, of doubled keys the last value stays.
QList<base::Json::Member> otlpMembers(const base::Json &keyValues);

/// A whole number of 64 bits, given as a number or as text; empty if it is neither or does not fit.
std::optional<qint64> otlpInteger(const base::Json &value);

/// An id as base64 of its bytes or as hex, with "0x" or MLflow's "tr-" before it or not.
std::optional<TraceId> otlpTraceId(const base::Json &value);
std::optional<SpanId> otlpSpanId(const base::Json &value);

} // namespace trace
