import { randomUUID } from 'node:crypto';
import { guardRowsConformance, sealRowsConformance } from '@taizhang/seals-conformance';
import type { SealRows } from '@taizhang/seals-port';
import { createConnection } from 'mongoose';
import { openMongodbGuardRows } from './mongodb-guard-rows.js';
import { openMongodbSealRows } from './mongodb-seal-rows.js';

const url = process.env['TAIZHANG_TEST_MONGODB_URL'];
if (url === undefined) throw new Error('TAIZHANG_TEST_MONGODB_URL is not set: run through `npm run test:distributed`');

const freshPlace = () => Promise.resolve(`seals_${randomUUID().replaceAll('-', '')}`);

sealRowsConformance({
  name: 'MongoDB',
  freshPlace,
  open: async (dbName): Promise<SealRows> => {
    const connection = await createConnection(url, { dbName, autoIndex: false, retryWrites: false }).asPromise();
    const rows = await openMongodbSealRows({ connection });
    rows.close = () => connection.close();
    return rows;
  },
});
guardRowsConformance({ name: 'MongoDB', freshPlace, open: (place) => openMongodbGuardRows(url, place) });
