import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { resultCode } from './sqlite-errors.js';

/** File whose locks say who is at work on a data folder; there is nothing in it. */
export const IN_USE_FILE = 'in-use.sqlite';

/** Somebody else is at work on the folder; one sentence for the operator. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
  readonly code = 'DATA_IN_USE';
}

/** A folder that is held; given back when it is released, or when the process ends, however it does. */
export interface FolderHold {
  release(): void;
}

/**
 * Holds a data folder: hosts together with each other, whoever mends it alone. The locks are the engine's own on a file of this
 * folder, so that none outlives its process.
 * @throws {FolderInUseError}
 */
export function holdFolder(folder: string, how: 'shared' | 'alone'): FolderHold {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = new Database(join(folder, IN_USE_FILE), { timeout: 0 });
  try {
    if (how === 'alone') db.exec('BEGIN EXCLUSIVE');
    else {
      db.exec('BEGIN');
      db.prepare('SELECT count(*) FROM sqlite_schema').get(); // only reading takes the shared lock
    }
    return {
      release: () => {
        db.close();
      },
    };
  } catch (error) {
    db.close();
    if (!resultCode(error).startsWith('SQLITE_BUSY')) throw error;
    throw new FolderInUseError(
      how === 'alone'
        ? `A host is at work on ${folder}: stop it first.`
        : `${folder} is being mended or recovered: start the host when that is done.`,
      { cause: error },
    );
  }
}
