-- SPDX-License-Identifier: Apache-2.0
-- A reply may end after its conversation was removed, here or in another Spanway on the same folder: its turn is not to come back.

CREATE TABLE removed_conversations (
    id TEXT PRIMARY KEY NOT NULL
) WITHOUT ROWID;
