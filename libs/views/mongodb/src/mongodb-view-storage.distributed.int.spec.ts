import { randomUUID } from 'node:crypto';
import { createConnection, type Connection } from 'mongoose';
import { shapeOf, view, ViewStoreUnavailableError, type GuardedWrite, type ViewShape } from '@taizhang/views-port';
import { openMongodbViewStorage } from './index.js';

const url = process.env['TAIZHANG_TEST_MONGODB_URL'];
if (url === undefined)
  throw new Error('TAIZHANG_TEST_MONGODB_URL is not set: run this with --selectProjects distributed');

const AT = '2014-07-01T00:00:00.000Z';
const CURRENT = shapeOf(view({ name: 'works', version: 1, context: 'works', fields: {}, on: {} }));
const NEXT: ViewShape = { ...CURRENT, generation: 1 };
const WRITE: GuardedWrite = {
  ledger: 'works/a',
  key: 'a',
  idx: 1,
  doc: { sum: 1 },
  terms: {},
  sealed: [],
  erases: false,
};

describe('views in MongoDB', () => {
  let connection: Connection;

  beforeEach(async () => {
    connection = await createConnection(url, { dbName: `views_${randomUUID().replaceAll('-', '')}` }).asPromise();
  });

  afterEach(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  async function collections(): Promise<readonly string[]> {
    return ((await connection.db?.listCollections().toArray()) ?? []).map(({ name }) => name).sort();
  }

  it('are not opened where another layout lies, and the error says so in one sentence', async () => {
    await openMongodbViewStorage({ connection });
    await connection.db?.collection('store_format').updateOne({}, { $set: { version: 99 } });
    const opening = openMongodbViewStorage({ connection });
    await expect(opening).rejects.toThrow(ViewStoreUnavailableError);
    await expect(opening).rejects.toThrow(/^the views in database views_\w+ have a layout this program does not know$/);
  });

  it('share their database with other stores of ours', async () => {
    const formats = connection.db?.collection<{ _id: string; version: number }>('store_format');
    await formats?.insertOne({ _id: 'event-store', version: 7 });
    await (await openMongodbViewStorage({ connection })).ensure(CURRENT);
    expect(await formats?.findOne({ _id: 'event-store' })).toEqual({ _id: 'event-store', version: 7 });
  });

  it('leave nothing of a dropped copy, even when a late runner wrote once more', async () => {
    const storage = await openMongodbViewStorage({ connection });
    await storage.ensure(CURRENT);
    await storage.activate('works', CURRENT, undefined, AT);
    await storage.ensure(NEXT);
    await storage.write(NEXT, [WRITE]);
    await storage.writeCounters(NEXT, { ledger: 'works/a', idx: 1, counts: {} });
    await storage.drop('works', NEXT);
    expect(await collections()).toEqual(['store_format', 'view.works.v1', 'view_registry']);
    await storage.write(NEXT, [WRITE]); // a server makes a collection for whoever writes
    await storage.ensure(CURRENT);
    expect(await collections()).toEqual(['store_format', 'view.works.v1', 'view_registry']);
  });

  it('say that the server is away, and keep the cause', async () => {
    const storage = await openMongodbViewStorage({ connection });
    await storage.ensure(CURRENT);
    const gone = await createConnection(url, { dbName: connection.name }).asPromise();
    const cutOff = await openMongodbViewStorage({ connection: gone });
    await gone.close();
    const writing = cutOff.write(CURRENT, [WRITE]);
    await expect(writing).rejects.toMatchObject({
      code: 'VIEW_STORE_UNAVAILABLE',
      message: 'the MongoDB server of the views does not answer as it should',
    });
    await expect(writing).rejects.toHaveProperty('cause.name', expect.stringMatching(/^Mongo/));
    await expect(cutOff.get(CURRENT, 'works/a', 'a')).rejects.toThrow(ViewStoreUnavailableError);
    await expect(openMongodbViewStorage({ connection: gone })).rejects.toThrow(ViewStoreUnavailableError);
  });
});
