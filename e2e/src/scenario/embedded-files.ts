import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Destroys every redactable value of a deployment that is stopped (ledger-format §8). @returns how many there were */
export function eraseSealedValues(folder: string): number {
  return run(join(folder, 'events.sqlite'), 'DELETE FROM ledger_disclosures');
}

/** Forgets all views of a deployment that is stopped, and how far they had come: its next start builds them from the ledgers. */
export async function forgetViews(folder: string): Promise<void> {
  for (const part of ['', '-wal', '-shm']) await rm(join(folder, `views.sqlite${part}`), { force: true });
  run(join(folder, 'followers.sqlite'), `DELETE FROM marks WHERE consumer LIKE 'view:%'`);
}

function run(file: string, statement: string): number {
  const database = new Database(file, { fileMustExist: true });
  try {
    return database.prepare(statement).run().changes;
  } finally {
    database.close();
  }
}
