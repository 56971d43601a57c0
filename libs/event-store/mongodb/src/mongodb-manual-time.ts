import { MANUAL_TIME_START, ManualSeedError, type ManualTime } from '@taizhang/event-store-port';
import type { Instant } from '@taizhang/kernel';
import type { Connection } from 'mongoose';
import { isDuplicateKey } from './insert-outcome.js';

interface ManualTimeDocument {
  readonly _id: string;
  readonly seed: string;
  readonly now: Instant;
}

const ID = 'manual';
const READ = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
const WRITE = { writeConcern: { w: 'majority', journal: true } } as const;

/**
 * The manual clock of a store in MongoDB, in the database of a connection; whoever made the connection closes it.
 * @throws {ManualSeedError} when it was begun with another seed
 */
export async function openMongodbManualTime({
  connection,
  seed,
}: {
  readonly connection: Connection;
  readonly seed: string;
}): Promise<ManualTime> {
  const times = connection.collection<ManualTimeDocument>('manual_time');
  try {
    await times.insertOne({ _id: ID, seed, now: MANUAL_TIME_START }, WRITE);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const kept = await times.findOne({ _id: ID }, READ);
  if (kept?.seed !== seed) throw new ManualSeedError();
  return {
    read: async () => (await times.findOne({ _id: ID }, READ))?.now ?? MANUAL_TIME_START,
    set: async (now) => {
      await times.updateOne({ _id: ID }, { $set: { now } }, WRITE);
    },
    close: () => Promise.resolve(),
  };
}
