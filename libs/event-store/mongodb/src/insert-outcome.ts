import { mongo } from 'mongoose';
import type { InsertOutcome } from '@taizhang/event-store-port';

const DUPLICATE_KEY = 11_000;

/** Whether an error came before anything was sent: no server could be chosen. */
export function nothingWasSent(error: unknown): boolean {
  return error instanceof mongo.MongoServerSelectionError || error instanceof mongo.MongoNotConnectedError;
}

/** Whether all that went wrong is that documents were there already. */
export function onlyDuplicates(error: unknown): boolean {
  if (!(error instanceof mongo.MongoBulkWriteError)) return isDuplicateKey(error);
  const errors = writeErrorsOf(error);
  return (
    error.result.getWriteConcernError() === undefined &&
    errors.length > 0 &&
    errors.every(({ code }) => code === DUPLICATE_KEY)
  );
}

/** Whether a single write met a document that was there already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

/**
 * What a failed ordered insert may be believed to have done (design §4): a duplicate key says exactly how far it came;
 * any other answer is unknown.
 */
export function outcomeOf(error: unknown): InsertOutcome {
  if (error instanceof mongo.MongoBulkWriteError && onlyDuplicates(error)) {
    const [first] = writeErrorsOf(error);
    if (first !== undefined) return { kind: 'answered', count: first.index };
  }
  return { kind: 'unknown', error: error instanceof Error ? error : new Error(String(error)) };
}

function writeErrorsOf(error: mongo.MongoBulkWriteError): readonly mongo.WriteError[] {
  return [error.writeErrors].flat();
}
