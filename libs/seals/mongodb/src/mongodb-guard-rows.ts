import { mayFollow, type GuardRows, type NamedHead, type SignedHead } from '@taizhang/seals-port';
import { createConnection, mongo, type Connection } from 'mongoose';
import { answered, deploymentOf, unlessThere } from './answers.js';
import { READ, WRITE, type DeploymentDocument, type HeadDocument } from './seal-documents.js';

/** How long a server may take to be found, in milliseconds. */
export const GUARD_SELECTION_TIMEOUT_MS = 5_000;
/** Above every name that begins with a prefix: names are ASCII. */
const ABOVE_NAMES = '\u{7f}';

/**
 * Opens a guard's heads in a database that is not the store's: that of the keys.
 * @throws {SealsUnavailableError}
 */
export async function openMongodbGuardRows(url: string, database: string): Promise<GuardRows> {
  const connection = await answered(
    createConnection(url, {
      dbName: database,
      autoIndex: false,
      retryWrites: false,
      serverSelectionTimeoutMS: GUARD_SELECTION_TIMEOUT_MS,
    }).asPromise(),
  );
  return new MongodbGuardRows(connection);
}

class MongodbGuardRows implements GuardRows {
  private readonly signed: mongo.Collection<HeadDocument>;
  private readonly deployments: mongo.Collection<DeploymentDocument>;

  constructor(private readonly connection: Connection) {
    this.signed = connection.collection<HeadDocument>('sign_guard');
    this.deployments = connection.collection<DeploymentDocument>('deployment');
  }

  async head(name: string): Promise<SignedHead | undefined> {
    const found = await answered(this.signed.findOne({ _id: name }, READ));
    return found === null ? undefined : asHead(found);
  }

  /** An insert under the name, or an update whose filter is all that was expected. */
  async advance(name: string, next: SignedHead, expected: SignedHead | undefined): Promise<boolean> {
    if (!mayFollow(next, expected)) return false;
    const { size, time } = next;
    const root = new mongo.Binary(next.root);
    if (expected === undefined) return unlessThere(this.signed.insertOne({ _id: name, size, root, time }, WRITE));
    const filter = { _id: name, size: expected.size, time: expected.time, root: new mongo.Binary(expected.root) };
    return (await answered(this.signed.updateOne(filter, { $set: { size, root, time } }, WRITE))).matchedCount === 1;
  }

  async *heads(prefix: string): AsyncGenerator<NamedHead, void> {
    const cursor = this.signed.find({ _id: { $gt: prefix, $lt: prefix + ABOVE_NAMES } }, READ).sort({ _id: 1 });
    for (;;) {
      const found = await answered(cursor.next());
      if (found === null) return;
      yield { name: found._id, head: asHead(found) };
    }
  }

  deployment(fresh: string): Promise<string> {
    return deploymentOf(this.deployments, fresh);
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

function asHead({ size, root, time }: HeadDocument): SignedHead {
  return { size, root: Uint8Array.from(root.value()), time };
}
