import { eventStoreConformance, type EventStoreFixture } from '@taizhang/event-store-conformance';
import { createEventStore } from '@taizhang/event-store-port';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteCommitStorage } from './sqlite-commit-storage.js';

const sqlite: EventStoreFixture = {
  name: 'SQLite',
  server: false,
  scale: 1,
  createDatabase: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'taizhang-events-'));
    const file = join(folder, 'events.sqlite');
    return {
      open: (options, wrapStorage) =>
        Promise.resolve(createEventStore(wrapStorage(openSqliteCommitStorage(file)), options)),
      child: { module: '@taizhang/event-store-sqlite', factory: 'openSqliteCommitStorage', args: [file] },
      drop: () => rm(folder, { recursive: true, force: true }),
    };
  },
};

eventStoreConformance(sqlite);
