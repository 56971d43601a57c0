import { randomUUID } from 'node:crypto';
import { openMongodbBallotDrawers } from '@taizhang/ballots-mongodb';
import {
  createMongodbEventStore,
  openMongodbCommitInspection,
  openMongodbManualTime,
} from '@taizhang/event-store-mongodb';
import { openMongodbIdentityRows } from '@taizhang/identity-mongodb';
import { openMongodbJobRows } from '@taizhang/jobs-mongodb';
import { openMongodbKeyRows } from '@taizhang/keys-mongodb';
import { openMongoFollowerState } from '@taizhang/messaging-mongodb';
import { holdByLeases, machineTimers } from '@taizhang/messaging-port';
import { identityDatabaseOf, type Configuration } from '@taizhang/platform';
import { openMongodbGuardRows, openMongodbSealRows } from '@taizhang/seals-mongodb';
import { openMongodbViewStorage } from '@taizhang/views-mongodb';
import { createConnection, type Connection } from 'mongoose';
import type { HostStores } from './choose-adapters.js';
import { connectionRefusal } from './connection-refusal.js';
import { databaseOfUrl } from './database-of-url.js';

/** How long a server may take to be found, in milliseconds. */
const SERVER_SELECTION_TIMEOUT_MS = 5_000;

/**
 * Stores on a MongoDB-wire server: views, followers and jobs in the database of the URL, ledgers and keys in databases of their own
 * beside it, so that a host's user can be one that may add to ledgers and never change them (`infra/docker/mongodb-users.js`).
 * Accounts are in one database of the whole deployment: whoever signs in is known to all its hosts.
 */
export function mongodbStores(
  configuration: Pick<Configuration, 'TAIZHANG_MONGODB_URL' | 'TAIZHANG_AUTHORITY' | 'TAIZHANG_IDENTITY_DATABASE'>,
): HostStores {
  const { TAIZHANG_MONGODB_URL: url = '' } = configuration;
  const database = databaseOfUrl(url);
  let opened: Promise<Connection> | undefined;
  const connection = (): Promise<Connection> => (opened ??= connect(url, database));
  return {
    keyRows: async () => {
      await connection(); // first of all, so that a server that is away or refuses is told in one way
      return openMongodbKeyRows(url, `${database}-keys`);
    },
    identityRows: () => openMongodbIdentityRows(url, identityDatabaseOf(configuration)),
    manualTime: async (seed) => openMongodbManualTime({ connection: await connection(), seed }),
    eventStore: (options) => createMongodbEventStore({ url, database: `${database}-events`, ...options }),
    hold: async (how) => {
      const state = await openMongoFollowerState({ connection: await connection() });
      return { release: await holdByLeases({ state, timers: machineTimers, holder: randomUUID() }, how) };
    },
    commitInspection: () => openMongodbCommitInspection({ url, database: `${database}-events` }),
    followerState: async () => openMongoFollowerState({ connection: await connection() }),
    sealRows: async () => openMongodbSealRows({ connection: await connection() }),
    guardRows: () => openMongodbGuardRows(url, `${database}-keys`),
    jobRows: async () => openMongodbJobRows({ connection: await connection() }),
    viewStorage: async () => openMongodbViewStorage({ connection: await connection() }),
    // Not on the server: what a question projects is of no use to anybody else, and goes with the answer.
    scratchViews: async () => (await import('@taizhang/views-sqlite')).openSqliteScratchViews(),
    ballotDrawers: async () => openMongodbBallotDrawers({ connection: await connection() }),
    close: async () => {
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}

/** The connection that followers, views and the manual clock share; the event store's hot path has its own. */
async function connect(url: string, dbName: string): Promise<Connection> {
  try {
    return await createConnection(url, {
      dbName,
      autoIndex: false,
      retryWrites: false,
      serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
    }).asPromise();
  } catch (cause) {
    throw connectionRefusal(cause);
  }
}
