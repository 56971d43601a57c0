import type { mongo } from 'mongoose';
import { isDuplicateKey, onlyDuplicates } from './server-errors.js';
import type { GuardedDocument } from './view-documents.js';

/**
 * Replaces documents where the stored index is lower, and inserts them where nothing is stored; the guard is part of the
 * write's own filter. One that is not there by then is held by a document with at least its index.
 *
 * A list goes out as one command. Some servers end it at the first document that keeps its guard and do not say which
 * one that was; as repeating changes nothing, all are then written one by one.
 */
export async function writeGuarded<Row extends GuardedDocument>(
  collection: mongo.Collection<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length > 1 && (await writeTogether(collection, rows))) return;
  for (const row of rows) await writeOne(collection, row);
}

/** @returns whether all were written, which is sure only where none was in the way. */
async function writeTogether<Row extends GuardedDocument>(
  collection: mongo.Collection<Row>,
  rows: readonly Row[],
): Promise<boolean> {
  const operations = rows.map((row) => ({
    replaceOne: { filter: guardOf(row), replacement: replacementOf(row), upsert: true },
  }));
  try {
    await collection.bulkWrite(operations, { ordered: false });
    return true;
  } catch (error) {
    if (!onlyDuplicates(error)) throw error;
    return false;
  }
}

async function writeOne<Row extends GuardedDocument>(collection: mongo.Collection<Row>, row: Row): Promise<void> {
  try {
    await collection.replaceOne(guardOf(row), replacementOf(row), { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Mostly the guard held. But a rival may also have inserted between our search and our insert, and with a lower
    // index: without the second look this write would be lost although it is the later one.
    await collection.replaceOne(guardOf(row), replacementOf(row));
  }
}

function guardOf<Row extends GuardedDocument>({ _id, ledger, idx }: Row): mongo.Filter<Row> {
  return { _id, ledger, idx: { $lt: idx } } as mongo.Filter<Row>; // fields of every row; TypeScript cannot see it through the parameter
}

function replacementOf<Row extends GuardedDocument>(row: Row): mongo.WithoutId<Row> {
  return row; // with its id, which the filter has too
}
