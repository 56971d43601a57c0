/**
 * What the adapters rely on of any MongoDB-wire server, whichever the tests run on: the promises that FerretDB
 * alone breaks (`infra/local/README.md`). Without `ferretdb/front.go` these fail.
 */
import { randomUUID } from 'node:crypto';

import { MongoBulkWriteError, MongoClient } from 'mongodb';

const WRITERS = 64;

interface Counter {
  _id: string;
  count: number;
  holder: number | null;
}

describe('the MongoDB-wire server', () => {
  const clients: MongoClient[] = [];
  const database = `wire_${randomUUID()}`;
  const counters = (writer: number) => {
    const client = clients[writer % clients.length];
    if (client === undefined) throw new Error('no client is connected');
    return client.db(database).collection<Counter>('counters');
  };

  beforeAll(async () => {
    const url = process.env['TAIZHANG_TEST_MONGODB_URL'];
    if (url === undefined)
      throw new Error('TAIZHANG_TEST_MONGODB_URL is not set: run this with --selectProjects distributed');
    for (let n = 0; n < 4; n += 1) clients.push(await new MongoClient(url).connect());
  });

  afterAll(async () => {
    await clients[0]?.db(database).dropDatabase();
    await Promise.all(clients.map((client) => client.close()));
  });

  it('loses no update of concurrent writers', async () => {
    await counters(0).insertOne({ _id: 'sum', count: 0, holder: null });
    await Promise.all(
      Array.from({ length: WRITERS }, (_, writer) =>
        counters(writer).updateOne({ _id: 'sum' }, { $inc: { count: 1 } }),
      ),
    );
    expect((await counters(0).findOne({ _id: 'sum' }))?.count).toBe(WRITERS);
  });

  it('lets one of many win a guarded update', async () => {
    await counters(0).insertOne({ _id: 'lease', count: 0, holder: null });
    const answers = await Promise.all(
      Array.from({ length: WRITERS }, (_, writer) =>
        counters(writer).findOneAndUpdate({ _id: 'lease', holder: null }, { $set: { holder: writer } }),
      ),
    );
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
  });

  it('ends an ordered insert of many at its first error', async () => {
    const numbers = clients[0]?.db(database).collection<{ _id: number }>('numbers');
    await numbers?.insertOne({ _id: 5 });
    const documents = Array.from({ length: 350 }, (_, n) => ({ _id: n }));
    await expect(numbers?.insertMany(documents, { ordered: true })).rejects.toThrow(MongoBulkWriteError);
    expect(await numbers?.countDocuments()).toBe(6);
  });

  it('keeps a connection in step after an unacknowledged write', async () => {
    const url = process.env['TAIZHANG_TEST_MONGODB_URL'] ?? '';
    const client = await new MongoClient(url, { maxPoolSize: 1 }).connect();
    const notes = client.db(database).collection<{ _id: number }>('notes');
    await notes.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
    expect(await notes.find().toArray()).toEqual([{ _id: 1 }]);
    await client.close();
  });
});
