import { randomUUID } from 'node:crypto';
import { keyStoreConformance } from '@taizhang/keys-conformance';
import { openMongodbKeyRows } from './mongodb-key-rows.js';

const url = process.env['TAIZHANG_TEST_MONGODB_URL'];
if (url === undefined) throw new Error('TAIZHANG_TEST_MONGODB_URL is not set: run through `npm run test:distributed`');

keyStoreConformance({
  name: 'MongoDB',
  freshPlace: () => Promise.resolve(`keys_${randomUUID().replaceAll('-', '')}`),
  open: (place) => openMongodbKeyRows(url, place),
});
