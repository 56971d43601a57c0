import { StoreUnavailableError } from '@taizhang/event-store-port';

/** What an operator is told, by the beginning of SQLite's result code. */
const SENTENCES: readonly (readonly [code: string, sentence: string])[] = [
  ['SQLITE_BUSY', 'is locked by another process'],
  ['SQLITE_LOCKED', 'is locked by another process'],
  ['SQLITE_READONLY', 'is read-only'],
  ['SQLITE_FULL', 'cannot grow: the disk is full'],
  ['SQLITE_CORRUPT', 'is damaged'],
  ['SQLITE_NOTADB', 'is not a database'],
  ['SQLITE_CANTOPEN', 'cannot be opened: no such folder, or no permission'],
  ['SQLITE_PERM', 'cannot be opened: no permission'],
  ['SQLITE_IOERR', 'cannot be read or written: the disk reports an error'],
];

/** Turns what better-sqlite3 throws into one clear sentence. */
export function unavailable(file: string, thrown: unknown): StoreUnavailableError {
  const code = resultCode(thrown);
  const found = SENTENCES.find(([begin]) => code.startsWith(begin));
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new StoreUnavailableError(`The event store ${file} ${found?.[1] ?? `does not work: ${detail}`}.`, {
    cause: thrown,
  });
}

/**
 * SQLite's result code of an error, or the empty string. Told by its form, not its class: the native part knows one class
 * only, and a module loaded twice has two.
 */
export function resultCode(thrown: unknown): string {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : '';
}
