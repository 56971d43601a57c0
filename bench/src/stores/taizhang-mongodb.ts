import { randomUUID } from 'node:crypto';
import { createMongodbEventStore } from '@taizhang/event-store-mongodb';
import { openMongoFollowerState } from '@taizhang/messaging-mongodb';
import { openMongodbViewStorage } from '@taizhang/views-mongodb';
import { createConnection } from 'mongoose';
import type { OpenOptions, Peer } from '../bench-store.js';
import type { BenchServers } from '../servers/bench-servers.js';
import { BENCH_STORE_OPTIONS, TaizhangStore } from './taizhang-store.js';
import { ownVersion } from './versions.js';

/** What a MongoDB-wire server is asked for; it does not tell whether it keeps it. */
export const MONGODB_DURABILITY = 'w=majority, j=true';

async function open(servers: BenchServers, { ledgers }: OpenOptions): Promise<TaizhangStore> {
  const url = await servers.mongoUrl();
  const database = `bench-${randomUUID()}`;
  const connection = await createConnection(url, { dbName: database, autoIndex: false }).asPromise();
  const store = await createMongodbEventStore({ url, database, ...BENCH_STORE_OPTIONS });
  const openViewParts = async () => ({
    views: await openMongodbViewStorage({ connection }),
    state: await openMongoFollowerState({ connection }),
    durability: `documents ${MONGODB_DURABILITY}`,
  });
  const dispose = async () => {
    await connection.dropDatabase();
    await connection.close();
  };
  return await TaizhangStore.open({ store, durability: MONGODB_DURABILITY, openViewParts, dispose }, ledgers);
}

/** Our distributed deployment's event store. */
export function taizhangMongodb(servers: BenchServers): Peer {
  return {
    name: 'taizhang mongodb',
    version: ownVersion(),
    technology: 'mongodb',
    role: 'ours',
    open: (options) => open(servers, options),
  };
}
