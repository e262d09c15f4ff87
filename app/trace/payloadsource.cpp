// SPDX-License-Identifier: Apache-2.0
#include "trace/payloadsource.h"

namespace trace {

SpanPayload SpanPayload::of(const Span &span)
{
    SpanPayload payload{span.attributes[keys::SpanInputs],
                        span.attributes[keys::SpanOutputs],
                        span.attributes,
                        span.events,
                        span.links,
                        span.statusMessage};
    payload.attributes.remove(keys::SpanInputs);
    payload.attributes.remove(keys::SpanOutputs);
    return payload;
}

} // namespace trace
