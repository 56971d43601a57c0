import { StoreUnavailableError } from '@taizhang/event-store-port';
import type { mongo } from 'mongoose';

/** The server did not answer as it should: nothing is known. */
export function unavailable(error: unknown): StoreUnavailableError {
  return new StoreUnavailableError('the MongoDB server does not answer as it should', { cause: error });
}

/** A read that fails says nothing about what is stored. @throws StoreUnavailableError */
export async function believed<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw unavailable(error);
  }
}

/** All documents of a cursor; see {@link believed}. */
export async function* believedAll<T>(cursor: mongo.FindCursor<T>): AsyncIterable<T> {
  try {
    yield* cursor;
  } catch (error) {
    throw unavailable(error);
  } finally {
    await cursor.close();
  }
}
