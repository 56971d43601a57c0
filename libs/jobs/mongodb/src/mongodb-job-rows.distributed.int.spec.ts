import { randomUUID } from 'node:crypto';
import { jobRowsConformance } from '@taizhang/jobs-conformance';
import { createConnection } from 'mongoose';
import { openMongodbJobRows } from './mongodb-job-rows.js';

const url = process.env['TAIZHANG_TEST_MONGODB_URL'];
if (url === undefined) throw new Error('TAIZHANG_TEST_MONGODB_URL is not set: run through `npm run test:distributed`');

jobRowsConformance({
  name: 'MongoDB',
  freshPlace: () => Promise.resolve(`jobs_${randomUUID().replaceAll('-', '')}`),
  open: async (dbName) => {
    const connection = await createConnection(url, { dbName, autoIndex: false, retryWrites: false }).asPromise();
    const rows = await openMongodbJobRows({ connection });
    return Object.assign(rows, { close: () => connection.close() });
  },
});
