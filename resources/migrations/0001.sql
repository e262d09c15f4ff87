-- SPDX-License-Identifier: Apache-2.0
-- All times are nanoseconds since the epoch, UTC. Identifiers of traces and spans are raw bytes.
-- Columns that end in _packed hold a byte that says how they are packed, then the bytes (store/compressor.h).

CREATE TABLE conversations (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    options TEXT NOT NULL
);

CREATE TABLE turns (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL, -- empty: a call outside any conversation
    position INTEGER NOT NULL,
    trace_id BLOB NOT NULL,
    state TEXT NOT NULL,
    owner_pid INTEGER NOT NULL,
    owner_ticks INTEGER NOT NULL,
    created INTEGER NOT NULL,
    model TEXT NOT NULL,
    prompt TEXT NOT NULL,
    reply_text TEXT NOT NULL,
    details_packed BLOB NOT NULL
);
CREATE INDEX turns_by_conversation ON turns (conversation_id, position);
CREATE INDEX turns_running ON turns (owner_pid) WHERE state = 'running';

CREATE TABLE journal (
    n INTEGER PRIMARY KEY,
    turn_id TEXT NOT NULL,
    bytes BLOB NOT NULL
);
CREATE INDEX journal_by_turn ON journal (turn_id, n);

CREATE TABLE traces (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    state INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER, -- null: running
    request_preview TEXT NOT NULL,
    response_preview TEXT NOT NULL,
    session TEXT NOT NULL,
    tags TEXT NOT NULL,
    metadata TEXT NOT NULL,
    origin TEXT NOT NULL,
    -- Computed when the trace is written, so that a page of the list reads nothing else.
    model TEXT NOT NULL,
    preview TEXT NOT NULL,
    span_count INTEGER NOT NULL,
    input_tokens INTEGER,
    output_tokens INTEGER
);
CREATE INDEX traces_by_start ON traces (start, id);

CREATE TABLE spans (
    place INTEGER PRIMARY KEY, -- traces.n * 2^24 + row: the spans of a trace lie together and in order
    id BLOB NOT NULL,
    parent BLOB, -- null: a root
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    status INTEGER NOT NULL,
    status_message TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER, -- null: running
    payload_packed BLOB NOT NULL -- attributes, events and links as JSON
);

CREATE TABLE wires (
    trace_id BLOB PRIMARY KEY NOT NULL,
    entries_packed BLOB NOT NULL
);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    trace_id BLOB NOT NULL,
    profile_id TEXT NOT NULL,
    server TEXT NOT NULL,
    login TEXT NOT NULL,
    experiment TEXT NOT NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL,
    next_try INTEGER NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    experiment_id TEXT NOT NULL DEFAULT '',
    owner_pid INTEGER NOT NULL DEFAULT 0, -- who is sending it
    owner_ticks INTEGER NOT NULL DEFAULT 0,
    UNIQUE (trace_id, server, experiment, login, profile_id)
);
CREATE INDEX outbox_open ON outbox (state, next_try) WHERE state <> 'sent';

CREATE TABLE locks (
    name TEXT PRIMARY KEY NOT NULL,
    owner_pid INTEGER NOT NULL,
    owner_ticks INTEGER NOT NULL
);

-- Full text. Titles and turns are indexed in place; the words of a trace are drawn out of its payloads into a table of their own, because
-- an index with external content can only forget a row when it is given the very same text again.
CREATE VIRTUAL TABLE conversations_text USING fts5 (
    title, content = 'conversations', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER conversations_text_insert AFTER INSERT ON conversations BEGIN
    INSERT INTO conversations_text (rowid, title) VALUES (new.n, new.title);
END;
CREATE TRIGGER conversations_text_delete AFTER DELETE ON conversations BEGIN
    INSERT INTO conversations_text (conversations_text, rowid, title) VALUES ('delete', old.n, old.title);
END;
CREATE TRIGGER conversations_text_update AFTER UPDATE OF title ON conversations
WHEN old.title <> new.title BEGIN
    INSERT INTO conversations_text (conversations_text, rowid, title) VALUES ('delete', old.n, old.title);
    INSERT INTO conversations_text (rowid, title) VALUES (new.n, new.title);
END;

CREATE VIRTUAL TABLE turns_text USING fts5 (
    prompt, reply_text, content = 'turns', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER turns_text_insert AFTER INSERT ON turns BEGIN
    INSERT INTO turns_text (rowid, prompt, reply_text) VALUES (new.n, new.prompt, new.reply_text);
END;
CREATE TRIGGER turns_text_delete AFTER DELETE ON turns BEGIN
    INSERT INTO turns_text (turns_text, rowid, prompt, reply_text)
    VALUES ('delete', old.n, old.prompt, old.reply_text);
END;
CREATE TRIGGER turns_text_update AFTER UPDATE OF prompt, reply_text ON turns
WHEN old.prompt <> new.prompt OR old.reply_text <> new.reply_text BEGIN
    INSERT INTO turns_text (turns_text, rowid, prompt, reply_text)
    VALUES ('delete', old.n, old.prompt, old.reply_text);
    INSERT INTO turns_text (rowid, prompt, reply_text) VALUES (new.n, new.prompt, new.reply_text);
END;

CREATE TABLE trace_words (
    n INTEGER PRIMARY KEY, -- traces.n
    words TEXT NOT NULL
);
CREATE VIRTUAL TABLE traces_text USING fts5 (
    words, content = 'trace_words', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER traces_text_insert AFTER INSERT ON trace_words BEGIN
    INSERT INTO traces_text (rowid, words) VALUES (new.n, new.words);
END;
CREATE TRIGGER traces_text_delete AFTER DELETE ON trace_words BEGIN
    INSERT INTO traces_text (traces_text, rowid, words) VALUES ('delete', old.n, old.words);
END;
