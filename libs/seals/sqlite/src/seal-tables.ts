/** Mark of our files of trees and checkpoints in SQLite's header (`application_id`): "TZSL". */
export const SEALS_APPLICATION_ID = 0x54_5a_53_4c;
/** Mark of our files of guard heads: "TZGD". */
export const GUARD_APPLICATION_ID = 0x54_5a_47_44;
/** Version of the tables (`user_version`). */
export const SEALS_SCHEMA_VERSION = 1;

const DEPLOYMENT =
  'CREATE TABLE IF NOT EXISTS deployment (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL) STRICT;';

/** Trees, tiles and checkpoints; a checkpoint is never deleted, and of its row only signatures change. */
export const SEAL_TABLES = `${DEPLOYMENT}
CREATE TABLE IF NOT EXISTS trees (ledger TEXT PRIMARY KEY, size INTEGER NOT NULL, frontier BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tiles (
  ledger TEXT NOT NULL, level INTEGER NOT NULL, idx INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (ledger, level, idx)
) STRICT;
CREATE TABLE IF NOT EXISTS checkpoints (
  ledger TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT NOT NULL, cosigned INTEGER NOT NULL,
  PRIMARY KEY (ledger, size)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS uncosigned_checkpoints ON checkpoints (ledger, size) WHERE cosigned = 0;
CREATE TRIGGER IF NOT EXISTS checkpoints_stay BEFORE DELETE ON checkpoints
  BEGIN SELECT RAISE(ABORT, 'checkpoints are never deleted'); END;
CREATE TRIGGER IF NOT EXISTS checkpoints_keep_roots BEFORE UPDATE ON checkpoints
  WHEN NEW.ledger <> OLD.ledger OR NEW.size <> OLD.size OR NEW.root <> OLD.root
  BEGIN SELECT RAISE(ABORT, 'a checkpoint keeps its root'); END;`;

/** The heads signed and cosigned last; the table itself refuses what a guard must refuse. */
export const GUARD_TABLES = `${DEPLOYMENT}
CREATE TABLE IF NOT EXISTS heads (
  name TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS heads_stay BEFORE DELETE ON heads
  BEGIN SELECT RAISE(ABORT, 'heads are never deleted'); END;
CREATE TRIGGER IF NOT EXISTS heads_grow BEFORE UPDATE ON heads
  WHEN NEW.name <> OLD.name OR NEW.size < OLD.size OR NEW.time < OLD.time OR (NEW.size = OLD.size AND NEW.root <> OLD.root)
  BEGIN SELECT RAISE(ABORT, 'a head never goes back'); END;`;
