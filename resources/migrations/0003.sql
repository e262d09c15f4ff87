-- SPDX-License-Identifier: Apache-2.0

ALTER TABLE traces ADD COLUMN client_request_id TEXT NOT NULL DEFAULT ''; -- the caller's own id of the request; usually empty
