import { randomUUID } from 'node:crypto';
import { createConnection, type Connection } from 'mongoose';
import { viewsConformance } from '@taizhang/views-conformance';
import { openMongodbViewStorage } from './index.js';

const url = process.env['TAIZHANG_TEST_MONGODB_URL'];
if (url === undefined)
  throw new Error('TAIZHANG_TEST_MONGODB_URL is not set: run this with --selectProjects distributed');

/** The local server searches whole collections for a guarded write, so large cases are small here. */
const SCALE = 0.1;

viewsConformance({
  name: 'mongodb',
  scale: SCALE,
  createDatabase: async () => {
    const dbName = `views_${randomUUID().replaceAll('-', '')}`;
    const connections: Connection[] = [];
    const connect = async () => {
      const connection = await createConnection(url, { dbName }).asPromise();
      connections.push(connection);
      return connection;
    };
    return {
      open: async () => openMongodbViewStorage({ connection: await connect() }),
      drop: async () => {
        await connections[0]?.dropDatabase();
        for (const connection of connections) await connection.close();
      },
    };
  },
});
