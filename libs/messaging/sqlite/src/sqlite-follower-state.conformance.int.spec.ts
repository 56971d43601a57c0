import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followerStateConformance } from '@taizhang/messaging-conformance';
import { openSqliteFollowerState } from './sqlite-follower-state.js';

followerStateConformance({
  name: 'sqlite',
  scale: 1,
  createDatabase: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'followers-'));
    return {
      open: (nowMs) => Promise.resolve(openSqliteFollowerState({ folder, ...(nowMs === undefined ? {} : { nowMs }) })),
      drop: () => rm(folder, { recursive: true, force: true }),
    };
  },
});
