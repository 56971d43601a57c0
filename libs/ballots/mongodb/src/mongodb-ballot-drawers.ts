import { mongo, Schema, type Connection } from 'mongoose';
import { BallotBoxError, type BallotDrawers, type BoxRecord, type Drawer } from '@taizhang/ballots-port';

/** A drawer, or the record of a box. Ids are names: a generated one would tell the time of writing. */
interface DrawerDocument {
  readonly _id: string;
  readonly revision?: number;
  readonly content?: mongo.Binary;
  readonly drawers?: number;
  readonly destroyed?: boolean;
}

type Documents = mongo.Collection<DrawerDocument>;

const DUPLICATE_KEY = 11_000;
/** Reads believe the majority, at the primary: a box that is shut or destroyed is not seen open again. */
const READ = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
const WRITE = { writeConcern: { w: 'majority', journal: true } } as const;
/** Above every name of a drawer: they are ASCII. */
const ABOVE_NAMES = '\u{7f}';

const drawerSchema = new Schema<DrawerDocument>(
  { _id: String, revision: Number, content: Buffer, drawers: Number, destroyed: Boolean },
  { collection: 'ballot_drawers', versionKey: false, autoIndex: false, autoCreate: false },
);

/** Where the boxes are kept. */
export interface MongodbBallotOptions {
  /** An open connection of mongoose; whoever made it closes it. */
  readonly connection: Connection;
}

/** Opens ballot boxes in the database of a connection. Needs no transactions: a drawer is one document. */
export function openMongodbBallotDrawers({ connection }: MongodbBallotOptions): BallotDrawers {
  const model = connection.models['BallotDrawer'] ?? connection.model<DrawerDocument>('BallotDrawer', drawerSchema);
  return new MongodbBallotDrawers(model.collection as unknown as Documents); // mongoose types the collection of a model by its own, wider documents
}

class MongodbBallotDrawers implements BallotDrawers {
  constructor(private readonly documents: Documents) {}

  /** The record comes last, so that a box that is found is whole; drawers of a box destroyed meanwhile go again. */
  async make(box: string, drawers: readonly Drawer[]): Promise<void> {
    if ((await this.find(box)) !== undefined) return;
    const documents = drawers.map(({ drawer, revision, content }) => ({
      _id: `${box}/${drawer}`,
      revision,
      content: new mongo.Binary(content),
    }));
    await this.insertMissing(documents);
    await this.insertMissing([{ _id: box, drawers: drawers.length, destroyed: false }]);
    if ((await this.find(box))?.destroyed === true) await this.clear(box);
  }

  async find(box: string): Promise<BoxRecord | undefined> {
    const found = await answered(this.documents.findOne({ _id: box }, READ));
    return found === null ? undefined : { drawers: found.drawers ?? 0, destroyed: found.destroyed === true };
  }

  async read(box: string, drawers: readonly string[]): Promise<readonly Drawer[]> {
    if (drawers.length === 0) return [];
    const ids = drawers.map((drawer) => `${box}/${drawer}`);
    const found = this.documents.find({ _id: { $in: ids } }, READ).sort({ _id: 1 });
    return (await answered(found.toArray())).map(({ _id: id, revision = 0, content }) => ({
      box,
      drawer: id.slice(box.length + 1),
      revision,
      content: content?.value() ?? new Uint8Array(),
    }));
  }

  write(drawers: readonly Drawer[]): Promise<readonly boolean[]> {
    return Promise.all(
      drawers.map(async ({ box, drawer, revision, content }) => {
        const filter = { _id: `${box}/${drawer}`, revision: revision - 1 };
        const change = { $set: { revision, content: new mongo.Binary(content) } };
        return (await answered(this.documents.updateOne(filter, change, WRITE))).matchedCount === 1;
      }),
    );
  }

  async destroy(box: string): Promise<void> {
    const ended = { $set: { drawers: 0, destroyed: true } };
    await answered(this.documents.updateOne({ _id: box }, ended, { ...WRITE, upsert: true }));
    await this.clear(box);
  }

  /** The connection is whoever's made it. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  private async clear(box: string): Promise<void> {
    await answered(this.documents.deleteMany({ _id: { $gt: `${box}/`, $lt: `${box}/${ABOVE_NAMES}` } }, WRITE));
  }

  private async insertMissing(documents: readonly DrawerDocument[]): Promise<void> {
    try {
      await this.documents.insertMany([...documents], { ...WRITE, ordered: false });
    } catch (error) {
      const others = error instanceof mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];
      if (others.length === 0 || others.some(({ code }) => code !== DUPLICATE_KEY)) throw unavailable(error);
    }
  }
}

function unavailable(cause: unknown): BallotBoxError {
  return new BallotBoxError('BALLOT_BOX_UNAVAILABLE', 'The ballot box cannot be read or written.', { cause });
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw unavailable(error);
  }
}
