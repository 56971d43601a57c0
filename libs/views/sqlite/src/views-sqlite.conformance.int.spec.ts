import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { viewsConformance } from '@taizhang/views-conformance';
import { openSqliteViewStorage } from './index.js';

viewsConformance({
  name: 'sqlite',
  scale: 1,
  createDatabase: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'views-sqlite-'));
    return {
      open: async () => openSqliteViewStorage({ file: join(folder, 'views.sqlite') }),
      drop: () => rm(folder, { recursive: true }),
    };
  },
});
