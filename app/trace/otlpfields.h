// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace trace::otlp {

/// Field numbers of opentelemetry-proto 1.x (collector/trace/v1, trace/v1, resource/v1, common/v1), as the recordings
/// use them.
enum RequestField { RequestResourceSpans = 1 };
enum ResourceSpansField { ResourceSpansResource = 1, ResourceSpansScopeSpans = 2 };
enum ResourceField { ResourceAttributes = 1 };
enum ScopeSpansField { ScopeSpansScope = 1, ScopeSpansSpans = 2 };
enum ScopeField { ScopeName = 1, ScopeVersion = 2 };
enum SpanField {
    SpanTraceId = 1,
    SpanSpanId = 2,
    SpanParentId = 4,
    SpanName = 5,
    SpanStart = 7,
    SpanEnd = 8,
    SpanAttributes = 9,
    SpanEvents = 11,
    SpanLinks = 13,
    SpanStatus = 15
};
enum EventField { EventTime = 1, EventName = 2, EventAttributes = 3 };
enum LinkField { LinkTraceId = 1, LinkSpanId = 2, LinkAttributes = 4 };
enum StatusField { StatusMessage = 2, StatusCode = 3 };
enum StatusCodeValue { CodeUnset = 0, CodeOk = 1, CodeError = 2 };
enum KeyValueField { KeyValueKey = 1, KeyValueValue = 2 };
enum AnyValueField { AnyString = 1, AnyBool = 2, AnyInt = 3, AnyDouble = 4, AnyArray = 5, AnyKvlist = 6, AnyBytes = 7 };
enum ListField { ListValues = 1 };

} // namespace trace::otlp
