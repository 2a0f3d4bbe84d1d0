-- Version 1. Append-only: a released file is never edited; its SHA-256 is stored in every database and compared at each opening.
-- Times are milliseconds since 1970-01-01 UTC.

CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    database TEXT NOT NULL,               -- identity: a log of another database is recognised by it
    change INTEGER NOT NULL DEFAULT 0,    -- grows by one with every transaction that writes
    changed_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE units (
    id INTEGER PRIMARY KEY,
    department_code TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    implementing_unit TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    head TEXT NOT NULL DEFAULT '',
    preparer TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO units (id) VALUES (1);

-- What lists show. AUTOINCREMENT: the number of a purged form is never given to another one.
CREATE TABLE forms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit INTEGER NOT NULL DEFAULT 1 REFERENCES units (id),
    kind TEXT NOT NULL CHECK (kind IN ('project', 'unit')),
    template TEXT NOT NULL,
    year INTEGER,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;
CREATE INDEX forms_by_update ON forms (deleted_at, updated_at, id);
CREATE INDEX forms_by_year ON forms (deleted_at, year, updated_at, id);
CREATE INDEX forms_by_name ON forms (deleted_at, initials, name, id);

-- The form JSON, apart from the list so that listing does not read it. row_ids: the ids of the rows in the order of the JSON.
CREATE TABLE documents (
    form INTEGER PRIMARY KEY REFERENCES forms (id) ON DELETE CASCADE,
    json TEXT NOT NULL,
    row_ids TEXT NOT NULL,
    sha256 BLOB NOT NULL                  -- of json and row_ids: SQLite itself has no checksums
) STRICT;

-- 修改记录, and undo and redo. Changes are stored as they were made and as they are taken back.
CREATE TABLE edits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    form INTEGER NOT NULL REFERENCES forms (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,            -- of the form afterwards
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    operation TEXT NOT NULL,
    done TEXT NOT NULL,
    inverse TEXT NOT NULL,
    -- done: can be undone; undone: can be redone; closed: an undo or redo itself, or undone before other edits were made
    status TEXT NOT NULL CHECK (status IN ('done', 'undone', 'closed'))
) STRICT;
CREATE INDEX edits_by_form ON edits (form, status, id);

CREATE TABLE waivers (
    form INTEGER NOT NULL REFERENCES forms (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    path TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (form, code, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE indicators (
    id INTEGER PRIMARY KEY,
    level1 TEXT NOT NULL,
    level2 TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    used INTEGER NOT NULL DEFAULT 0,
    used_at INTEGER NOT NULL,
    UNIQUE (level1, level2, name, value)
) STRICT;

-- Log of imports and exports.
CREATE TABLE transfers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('import', 'export')),
    name TEXT NOT NULL,
    forms INTEGER NOT NULL
) STRICT;

-- Overlapping pairs of characters, so that a phrase finds any part of a text; contentless: the texts stand in documents.
CREATE VIRTUAL TABLE search USING fts5 (
    name, initials, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
