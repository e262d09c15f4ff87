-- SPDX-License-Identifier: Apache-2.0
-- The list of traces says how each reply ended.

CREATE INDEX turns_by_trace ON turns (trace_id);
