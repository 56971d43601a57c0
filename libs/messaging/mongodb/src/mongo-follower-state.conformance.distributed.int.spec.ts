import { randomBytes } from 'node:crypto';
import { followerStateConformance } from '@taizhang/messaging-conformance';
import mongoose from 'mongoose';
import { openMongoFollowerState } from './mongo-follower-state.js';

const url = process.env['TAIZHANG_TEST_MONGODB_URL'];
if (url === undefined) throw new Error('TAIZHANG_TEST_MONGODB_URL names the server of the distributed tests');

followerStateConformance({
  name: 'mongodb',
  // Every query but one by _id scans on the MongoDB-wire server of infra/local.
  scale: 0.1,
  createDatabase: async () => {
    const dbName = `followers-${randomBytes(6).toString('hex')}`;
    const connection = await mongoose.createConnection(url, { dbName }).asPromise();
    return {
      open: (nowMs) =>
        openMongoFollowerState({
          connection,
          ...(nowMs === undefined ? {} : { nowMs: () => Promise.resolve(nowMs()) }),
        }),
      drop: async () => {
        await connection.dropDatabase();
        await connection.close();
      },
    };
  },
});
