import { randomUUID } from 'node:crypto';
import { eventStoreConformance } from '@taizhang/event-store-conformance';
import { createEventStore } from '@taizhang/event-store-port';
import { createConnection } from 'mongoose';
import { openMongodbCommitStorage } from './mongodb-event-store.js';

const url = process.env['TAIZHANG_TEST_MONGODB_URL'];
if (url === undefined) throw new Error('TAIZHANG_TEST_MONGODB_URL is not set: run through `npm run test:distributed`');

eventStoreConformance({
  name: 'MongoDB',
  server: true,
  scale: 0.01, // the wire server of the tests scans whatever a query asks for
  createDatabase: () => {
    const database = `events_${randomUUID().replaceAll('-', '')}`;
    const location = { url, database };
    return Promise.resolve({
      open: async (options, wrapStorage) =>
        createEventStore(wrapStorage(await openMongodbCommitStorage(location)), options),
      child: { module: '@taizhang/event-store-mongodb', factory: 'openMongodbCommitStorage', args: [location] },
      drop: async () => {
        const connection = await createConnection(url, { dbName: database }).asPromise();
        await connection.dropDatabase();
        await connection.close();
      },
    });
  },
});
