import { Kafka, logLevel } from 'kafkajs';
import { createConnection, mongo } from 'mongoose';
import { found } from './marks.js';

/** Reads every document of every collection of the databases whose names begin so, as they are sent. @returns as {@link found} */
export async function foundInDatabases(
  url: string,
  prefix: string,
  texts: readonly string[],
): Promise<readonly string[]> {
  const connection = await createConnection(url, { directConnection: true }).asPromise();
  try {
    const client = connection.getClient();
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
    const all: string[] = [];
    let read = 0;
    for (const { name } of databases.filter((database) => database.name.startsWith(prefix))) {
      for (const { collectionName } of await client.db(name).collections()) {
        for await (const document of client.db(name).collection(collectionName).find({})) {
          read += 1;
          all.push(...found(Buffer.from(mongo.BSON.serialize(document)), `${name}.${collectionName}`, texts));
        }
      }
    }
    if (read === 0) throw new Error(`no database begins with ${prefix}`);
    return all;
  } finally {
    await connection.close();
  }
}

/** Reads every message of every topic of ours. @returns as {@link found} */
export async function foundInTopics(brokers: readonly string[], texts: readonly string[]): Promise<readonly string[]> {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => topic.startsWith('taizhang.'));
  let left = 0;
  for (const topic of topics)
    for (const { high, low } of await admin.fetchTopicOffsets(topic)) left += Number(high) - Number(low);
  await admin.disconnect();
  if (left === 0) throw new Error('there are no messages');
  const all: string[] = [];
  const consumer = kafka.consumer({ groupId: `search-${String(Date.now())}` });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        eachMessage: ({ topic, message: { key, value, headers = {} } }) => {
          const parts = [key, value, ...Object.entries(headers).flat()].map((part) => Buffer.from(String(part ?? '')));
          all.push(...found(Buffer.concat(parts), topic, texts));
          left -= 1;
          if (left <= 0) resolve();
          return Promise.resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return all;
}
