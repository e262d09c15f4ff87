// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/compressor.h"
#include "trace/span.h"

namespace store {

/// The payload of a span (attributes, events, links) as one packed JSON document that keeps key order and number
/// spelling.
class SpanCodec
{
public:
    QByteArray encode(const trace::Span &span);
    /// Fills attributes, events and links; false: the payload is damaged.
    bool decode(const QByteArray &packed, trace::Span &span);

private:
    Compressor m_compressor;
};

} // namespace store
