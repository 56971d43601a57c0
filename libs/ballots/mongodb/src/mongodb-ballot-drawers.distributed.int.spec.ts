import { randomUUID } from 'node:crypto';
import { ballotBoxConformance } from '@taizhang/ballots-conformance';
import { createConnection } from 'mongoose';
import { openMongodbBallotDrawers } from './mongodb-ballot-drawers.js';

const url = process.env['TAIZHANG_TEST_MONGODB_URL'];
if (url === undefined) throw new Error('TAIZHANG_TEST_MONGODB_URL is not set: run through `npm run test:distributed`');

const open = async (place: string) => {
  const connection = await createConnection(url, { dbName: place, autoIndex: false, retryWrites: false }).asPromise();
  return { connection, drawers: openMongodbBallotDrawers({ connection }) };
};
const freshPlace = () => `ballots_${randomUUID().replaceAll('-', '')}`;

ballotBoxConformance({
  name: 'MongoDB',
  freshPlace: () => Promise.resolve(freshPlace()),
  open: async (place) => {
    const { connection, drawers } = await open(place);
    drawers.close = () => connection.close();
    return drawers;
  },
});

describe('documents of ballot boxes', () => {
  it('have names for ids, none that tells when it was made, and no time', async () => {
    const place = freshPlace();
    const { connection, drawers } = await open(place);
    await drawers.make('b', [
      { box: 'b', drawer: 'r0', revision: 1, content: Buffer.from('x') },
      { box: 'b', drawer: 's0', revision: 1, content: Buffer.from('y') },
    ]);
    await drawers.write([{ box: 'b', drawer: 'r0', revision: 2, content: Buffer.from('z') }]);
    const documents = await connection.collection('ballot_drawers').find().toArray();
    expect(documents.map(({ _id: id }) => String(id)).sort()).toEqual(['b', 'b/r0', 'b/s0']);
    const members = new Set(documents.flatMap((document) => Object.keys(document)));
    expect([...members].sort()).toEqual(['_id', 'content', 'destroyed', 'drawers', 'revision']);
    await connection.close();
  });
});
