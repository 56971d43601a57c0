import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteBallotDrawers } from '@taizhang/ballots-sqlite';
import { StoreUnavailableError } from '@taizhang/event-store-port';
import {
  createSqliteEventStore,
  EVENT_STORE_FILE,
  holdFolder,
  openSqliteCommitInspection,
  openSqliteManualTime,
} from '@taizhang/event-store-sqlite';
import { openSqliteIdentityRows } from '@taizhang/identity-sqlite';
import { openSqliteJobRows } from '@taizhang/jobs-sqlite';
import { openSqliteKeyRows } from '@taizhang/keys-sqlite';
import { openSqliteFollowerState } from '@taizhang/messaging-sqlite';
import { KEY_FOLDER, type Configuration } from '@taizhang/platform';
import { openSqliteGuardRows, openSqliteSealRows } from '@taizhang/seals-sqlite';
import { openSqliteScratchViews, openSqliteViewStorage } from '@taizhang/views-sqlite';
import type { HostStores } from './choose-adapters.js';
import { KEYS_FILE } from './sqlite-files.js';

/** Files of the embedded stores, in the data folder; the event store, the manual clock and the followers name their own. */
const VIEWS_FILE = 'views.sqlite';
const BALLOTS_FILE = 'ballots.sqlite';
const IDENTITY_FILE = 'identity.sqlite';
const JOBS_FILE = 'jobs.sqlite';
const SEALS_FILE = 'seals.sqlite';
const GUARD_FILE = 'guard.sqlite';

/** The embedded stores: files in one folder on a local disk, the keys in a folder of their own. */
export function sqliteStores({ TAIZHANG_DATA: folder }: Pick<Configuration, 'TAIZHANG_DATA'>): HostStores {
  const within = (part: string): string => {
    mkdirSync(part, { recursive: true, mode: 0o700 });
    return part;
  };
  return {
    keyRows: async () => openSqliteKeyRows(join(within(join(folder, KEY_FOLDER)), KEYS_FILE)),
    identityRows: async () => openSqliteIdentityRows(join(within(folder), IDENTITY_FILE)),
    manualTime: async (seed) => openSqliteManualTime({ folder: within(folder), seed }),
    eventStore: async (options) => createSqliteEventStore({ folder: within(folder), ...options }),
    hold: async (how) => {
      const hold = holdFolder(folder, how);
      return { release: async () => hold.release() };
    },
    commitInspection: async ({ readOnly }) => {
      const file = join(folder, EVENT_STORE_FILE);
      if (!existsSync(file)) throw new StoreUnavailableError(`There are no ledgers in ${folder}.`);
      return openSqliteCommitInspection(file, { readOnly });
    },
    followerState: async () => openSqliteFollowerState({ folder }),
    sealRows: async () => openSqliteSealRows(join(within(folder), SEALS_FILE)),
    guardRows: async () => openSqliteGuardRows(join(within(join(folder, KEY_FOLDER)), GUARD_FILE)),
    jobRows: async () => openSqliteJobRows(join(within(folder), JOBS_FILE)),
    viewStorage: async () => openSqliteViewStorage({ file: join(folder, VIEWS_FILE) }),
    scratchViews: async () => openSqliteScratchViews(),
    ballotDrawers: async () => openSqliteBallotDrawers(join(within(folder), BALLOTS_FILE)),
    close: () => Promise.resolve(),
  };
}
