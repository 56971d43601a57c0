import { mongo } from 'mongoose';
import { ViewStoreUnavailableError } from '@taizhang/views-port';

const DUPLICATE_KEY = 11_000;
const NAMESPACE_NOT_FOUND = 26;

/** Whether a single write met a document that was there already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

/** Whether all that went wrong with a list of writes is that documents were there already. */
export function onlyDuplicates(error: unknown): boolean {
  if (!(error instanceof mongo.MongoBulkWriteError)) return isDuplicateKey(error);
  const errors = [error.writeErrors].flat();
  return (
    error.result.getWriteConcernError() === undefined &&
    errors.length > 0 &&
    errors.every(({ code }) => code === DUPLICATE_KEY)
  );
}

/** Whether a collection that was to be dropped is not there: older servers call that an error. */
export function isMissing(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === NAMESPACE_NOT_FOUND;
}

/** What a server's failure is to callers of the port; errors of our own pass. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof mongo.MongoError)) throw error;
    throw new ViewStoreUnavailableError('the MongoDB server of the views does not answer as it should', {
      cause: error,
    });
  }
}
