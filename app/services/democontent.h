// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/records.h"
#include "trace/tracerecord.h"

namespace services {

/// What a fresh demo shows before the person has typed anything: made by rule from a fixed seed, with times relative to `now`.
namespace democontent {

/// An agent whose second tool call fails.
trace::TraceRecord agentTrace(base::Timestamp now);
/// A question answered from retrieved documents.
trace::TraceRecord retrievalTrace(base::Timestamp now);
/// A batch job of 50,000 spans in several levels; takes a few hundred milliseconds to make: not for the GUI thread.
trace::TraceRecord largeTrace(base::Timestamp now);

store::ConversationRecord conversation(base::Timestamp now);
/// The conversation's turns; they belong to the given agent trace.
QList<store::TurnRecord> turns(const store::ConversationRecord &conversation, const trace::TraceRecord &agent);

} // namespace democontent

} // namespace services
