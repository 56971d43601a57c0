/** Marks a file as an event store of ours: "TZES" (`PRAGMA application_id`). */
export const APPLICATION_ID = 0x545a4553;
/** Version of the tables below (`PRAGMA user_version`); a file of another version is refused. */
export const SCHEMA_VERSION = 1;
/** `commits.place` = number of the ledger × this + seq: the rows of a ledger lie together, in order, and the key is the compare-and-set. */
export const COMMITS_PER_LEDGER = 2 ** 32;
/** Most ledgers of one file: beyond, `place` would not be a safe integer. */
export const MAX_LEDGERS = 2 ** 21 - 1;

/** Triggers of the read index, by name; taken off only where the index is made anew. */
export const INDEX_GUARDS = {
  stream_commits_no_update:
    "CREATE TRIGGER stream_commits_no_update BEFORE UPDATE ON stream_commits BEGIN SELECT RAISE(ABORT, 'commits are never changed'); END;",
  stream_commits_no_delete:
    "CREATE TRIGGER stream_commits_no_delete BEFORE DELETE ON stream_commits BEGIN SELECT RAISE(ABORT, 'commits are never deleted'); END;",
} as const;

/** Tables and triggers of an event store. Commits are only ever inserted: the engine itself refuses anything else. */
export const SCHEMA = `
CREATE TABLE ledgers (
  no INTEGER PRIMARY KEY,
  ledger TEXT NOT NULL UNIQUE,
  -- The head, a hint raised after the insert; 0 while none was raised.
  size INTEGER NOT NULL DEFAULT 0,
  stored_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX ledgers_by_stored_at ON ledgers (stored_at);

CREATE TABLE commits (
  place INTEGER PRIMARY KEY, -- ledgers.no * 4294967296 + seq
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  idx INTEGER NOT NULL,
  cnt INTEGER NOT NULL,
  time TEXT NOT NULL,
  stored_at TEXT NOT NULL,
  leaves BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX commits_by_id ON commits (place >> 32, id);
CREATE INDEX commits_by_stored_at ON commits (stored_at);

CREATE TABLE stream_commits (
  ledger INTEGER NOT NULL,
  stream TEXT NOT NULL,
  to_rev INTEGER NOT NULL,
  from_rev INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (ledger, stream, to_rev)
) STRICT, WITHOUT ROWID;

-- Rows may be deleted: that is how a redactable field is erased (ledger-format §8).
CREATE TABLE ledger_disclosures (
  ledger INTEGER NOT NULL,
  digest TEXT NOT NULL,
  disclosure TEXT NOT NULL,
  PRIMARY KEY (ledger, digest)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER commits_no_update BEFORE UPDATE ON commits BEGIN SELECT RAISE(ABORT, 'commits are never changed'); END;
CREATE TRIGGER commits_no_delete BEFORE DELETE ON commits BEGIN SELECT RAISE(ABORT, 'commits are never deleted'); END;
${INDEX_GUARDS.stream_commits_no_update}
${INDEX_GUARDS.stream_commits_no_delete}
CREATE TRIGGER ledgers_no_rename BEFORE UPDATE OF no, ledger ON ledgers BEGIN SELECT RAISE(ABORT, 'ledgers are never renamed'); END;
CREATE TRIGGER ledgers_no_delete BEFORE DELETE ON ledgers BEGIN SELECT RAISE(ABORT, 'ledgers are never deleted'); END;
CREATE TRIGGER ledger_disclosures_no_update BEFORE UPDATE ON ledger_disclosures BEGIN SELECT RAISE(ABORT, 'disclosures are never changed'); END;
`;
