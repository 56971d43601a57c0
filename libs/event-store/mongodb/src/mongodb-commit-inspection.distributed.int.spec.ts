import { randomUUID } from 'node:crypto';
import { commitInspectionConformance } from '@taizhang/event-store-conformance';
import { openMongodbCommitInspection } from './mongodb-event-store.js';

const url = process.env['TAIZHANG_TEST_MONGODB_URL'];
if (url === undefined) throw new Error('TAIZHANG_TEST_MONGODB_URL is not set: run through `npm run test:distributed`');

commitInspectionConformance({
  name: 'MongoDB',
  reindexes: false,
  open: () => openMongodbCommitInspection({ url, database: `inspection_${randomUUID().replaceAll('-', '')}` }),
});
