import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manualTimeConformance } from '@taizhang/event-store-conformance';
import { openSqliteManualTime } from './sqlite-manual-time.js';

manualTimeConformance({
  name: 'SQLite',
  freshPlace: () => mkdtemp(join(tmpdir(), 'taizhang-manual-time-')),
  open: (folder, seed) => Promise.resolve(openSqliteManualTime({ folder, seed })),
});
