import { randomUUID } from 'node:crypto';
import { manualTimeConformance } from '@taizhang/event-store-conformance';
import { createConnection } from 'mongoose';
import { openMongodbManualTime } from './mongodb-manual-time.js';

const url = process.env['TAIZHANG_TEST_MONGODB_URL'] ?? '';

manualTimeConformance({
  name: 'MongoDB',
  freshPlace: () => Promise.resolve(`manual-time-${randomUUID()}`),
  open: async (dbName, seed) => {
    const connection = await createConnection(url, { dbName, retryWrites: false }).asPromise();
    const time = await openMongodbManualTime({ connection, seed }).catch(async (error: unknown) => {
      await connection.close();
      throw error;
    });
    return { ...time, close: () => connection.close() };
  },
});
