import { randomUUID } from 'node:crypto';
import type { JsonObject, StreamId } from '@taizhang/kernel';
import { mongo } from 'mongoose';
import type { BenchStore, BenchView, Peer, Visit } from '../bench-store.js';
import type { BenchServers } from '../servers/bench-servers.js';
import { BareMongodbView, type BareCommit } from './bare-mongodb-view.js';
import { MONGODB_DURABILITY } from './taizhang-mongodb.js';
import { installedVersion } from './versions.js';

/** The driver and nothing else: one document per append, its `_id` the guard of the version. */
class BareMongodb implements BenchStore {
  readonly durability = MONGODB_DURABILITY;
  protected readonly commits: mongo.Collection<BareCommit>;
  private nextPos = 0;

  constructor(
    private readonly client: mongo.MongoClient,
    private readonly database: mongo.Db,
  ) {
    this.commits = database.collection<BareCommit>('commits');
  }

  async prepare(): Promise<this> {
    await this.commits.createIndex({ stream: 1, rev: 1 }, { unique: true });
    await this.commits.createIndex({ pos: 1 }, { unique: true });
    return this;
  }

  async append(stream: StreamId, expected: number, events: readonly JsonObject[]): Promise<void> {
    await this.commits.insertOne(this.commitOf(stream, expected, events));
  }

  async readStream(stream: StreamId, visit: Visit): Promise<void> {
    await tell(this.commits.find({ stream }).sort({ rev: 1 }), visit);
  }

  async readAll(visit: Visit): Promise<void> {
    await tell(this.commits.find().sort({ pos: 1 }), visit);
  }

  async openView(): Promise<BenchView> {
    return new BareMongodbView(this.database, this.commits);
  }

  async close(): Promise<void> {
    await this.database.dropDatabase();
    await this.client.close();
  }

  protected commitOf(stream: StreamId, expected: number, data: readonly JsonObject[]): BareCommit {
    const rev = expected + 1;
    return { _id: `${stream}@${String(rev)}`, stream, rev, pos: this.nextPos++, type: 'DecisionRecorded', data };
  }
}

/** The same, collecting what waits into one `insertMany`: the limit for W2. */
class BareMongodbGrouped extends BareMongodb {
  private waiting: BareCommit[] = [];
  private sent: Promise<void> = Promise.resolve();

  override async append(stream: StreamId, expected: number, events: readonly JsonObject[]): Promise<void> {
    this.waiting.push(this.commitOf(stream, expected, events));
    if (this.waiting.length === 1) this.sent = this.sent.then(() => this.flush());
    await this.sent;
  }

  private async flush(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const group = this.waiting;
    this.waiting = [];
    await this.commits.insertMany(group);
  }
}

async function tell(commits: mongo.FindCursor<BareCommit>, visit: Visit): Promise<void> {
  try {
    for await (const { data } of commits) for (const event of data) if (!visit(event)) return;
  } finally {
    await commits.close();
  }
}

/** The limit of a MongoDB-wire server, without and with grouped inserts. */
export function bareMongodbPeers(servers: BenchServers): readonly Peer[] {
  const peer = (name: string, Store: typeof BareMongodb, limitOf: readonly string[]): Peer => ({
    name,
    version: installedVersion('mongodb'),
    technology: 'mongodb',
    role: { limitOf },
    open: async () => {
      const client = await mongo.MongoClient.connect(await servers.mongoUrl(), {
        retryWrites: false,
        writeConcern: { w: 'majority', journal: true },
        readConcern: { level: 'majority' },
      });
      return await new Store(client, client.db(`bench-${randomUUID()}`)).prepare();
    },
  });
  return [
    peer('bare mongodb', BareMongodb, ['W1', 'W3', 'W4', 'W5', 'W6', 'W8']),
    peer('bare mongodb, grouped', BareMongodbGrouped, ['W2', 'W2.64-ledgers']),
  ];
}
