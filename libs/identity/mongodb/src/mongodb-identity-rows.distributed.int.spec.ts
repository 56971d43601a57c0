import { randomUUID } from 'node:crypto';
import { identityStoreConformance } from '@taizhang/identity-conformance';
import { openMongodbIdentityRows } from './mongodb-identity-rows.js';

const url = process.env['TAIZHANG_TEST_MONGODB_URL'];
if (url === undefined) throw new Error('TAIZHANG_TEST_MONGODB_URL is not set: run through `npm run test:distributed`');

identityStoreConformance({
  name: 'MongoDB',
  freshPlace: () => Promise.resolve(`identity_${randomUUID().replaceAll('-', '')}`),
  open: (place) => openMongodbIdentityRows(url, place),
});
