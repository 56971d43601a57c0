import { join } from 'node:path';
import { createSqliteEventStore } from '@taizhang/event-store-sqlite';
import { openSqliteFollowerState } from '@taizhang/messaging-sqlite';
import { openSqliteViewStorage } from '@taizhang/views-sqlite';
import type { OpenOptions, Peer } from '../bench-store.js';
import { openAndAsk } from './sqlite-settings.js';
import { BENCH_STORE_OPTIONS, TaizhangStore } from './taizhang-store.js';
import { ownVersion } from './versions.js';

async function open({ folder, ledgers }: OpenOptions): Promise<TaizhangStore> {
  const { opened: store, durability } = openAndAsk(() => createSqliteEventStore({ folder, ...BENCH_STORE_OPTIONS }));
  const openViewParts = async () => {
    const views = openAndAsk(() => openSqliteViewStorage({ file: join(folder, 'views.sqlite') }));
    const state = openSqliteFollowerState({ folder });
    return { views: views.opened, state, durability: `documents ${views.durability}` };
  };
  return await TaizhangStore.open({ store, durability, openViewParts, dispose: async () => undefined }, ledgers);
}

/** Our embedded deployment's event store. */
export const taizhangSqlite: Peer = {
  name: 'taizhang sqlite',
  version: ownVersion(),
  technology: 'sqlite',
  role: 'ours',
  open,
};
