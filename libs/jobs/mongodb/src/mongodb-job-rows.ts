import { mongo, Schema, type Connection } from 'mongoose';
import {
  JobStoreError,
  MAX_LISTED_JOBS,
  MAX_RESULTS_AT_ONCE,
  type JobResultRow,
  type JobRow,
  type JobRows,
} from '@taizhang/jobs-port';

type JobDocument = Omit<JobRow, 'id'> & { readonly _id: string };

interface ResultDocument {
  /** `<job>/<n>`, so that a number has one result. */
  readonly _id: string;
  readonly job: string;
  readonly n: number;
  readonly sealed: string;
}

interface NoteDocument {
  readonly _id: string;
}

const DUPLICATE_KEY = 11_000;
/** Reads believe the majority, at the primary: whoever takes up a job sees what was done of it. */
const READ = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
const WRITE = { writeConcern: { w: 'majority', journal: true } } as const;
const FIELDS = { _id: String, context: String, owner: String, state: String, created: Number, until: Number } as const;
const plain = (collection: string) => ({ collection, versionKey: false, autoIndex: false, autoCreate: false }) as const;

const jobSchema = new Schema({ ...FIELDS, revision: Number, sealed: String }, plain('jobs'));
const resultSchema = new Schema({ _id: String, job: String, n: Number, sealed: String }, plain('job_results'));
const noteSchema = new Schema({ _id: String }, plain('job_notes'));

/**
 * Opens a store of jobs in the database of a connection; whoever made the connection closes it.
 * @throws JobStoreError `JOB_STORE_UNAVAILABLE` when the server is away
 */
export async function openMongodbJobRows({ connection }: { readonly connection: Connection }): Promise<JobRows> {
  // as: mongoose types the collection of a model by its own, wider documents
  const jobs = connection.model('Job', jobSchema).collection as unknown as mongo.Collection<JobDocument>;
  const results = connection.model('JobResult', resultSchema).collection as unknown as mongo.Collection<ResultDocument>; // as above
  const notes = connection.model('JobNote', noteSchema).collection as unknown as mongo.Collection<NoteDocument>; // as above
  await answered(jobs.createIndex({ context: 1, owner: 1, created: -1 }));
  await answered(jobs.createIndex({ context: 1, state: 1, created: 1 }));
  await answered(results.createIndex({ job: 1, n: 1 }));
  return new MongodbJobRows(jobs, results, notes);
}

class MongodbJobRows implements JobRows {
  constructor(
    private readonly jobs: mongo.Collection<JobDocument>,
    private readonly all: mongo.Collection<ResultDocument>,
    private readonly notes: mongo.Collection<NoteDocument>,
  ) {}

  async get(id: string): Promise<JobRow | undefined> {
    const found = await answered(this.jobs.findOne({ _id: id }, READ));
    return found === null ? undefined : rowOf(found);
  }

  async add({ id, ...row }: JobRow): Promise<boolean> {
    try {
      await this.jobs.insertOne({ _id: id, ...row }, WRITE);
      return true;
    } catch (error) {
      if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) return false;
      throw unavailable(error);
    }
  }

  async replace({ id, state, until, revision, sealed }: JobRow): Promise<boolean> {
    const change = { $set: { state, until, revision, sealed } };
    const replaced = await answered(this.jobs.updateOne({ _id: id, revision: revision - 1 }, change, WRITE));
    return replaced.matchedCount === 1;
  }

  ownedBy(context: string, owner: string): Promise<readonly JobRow[]> {
    return this.#find({ context, owner }, { created: -1, _id: 1 });
  }

  unfinished(context: string): Promise<readonly JobRow[]> {
    return this.#find({ context, state: { $in: ['WAITING', 'RUNNING'] } }, { created: 1, _id: 1 });
  }

  list(context: string, after = ''): Promise<readonly JobRow[]> {
    return this.#find({ context, _id: { $gt: after } }, { _id: 1 });
  }

  /** The job last: cut short, it can be removed again with what is left. */
  async remove(id: string): Promise<void> {
    await answered(this.all.deleteMany({ job: id }, WRITE));
    await answered(this.jobs.deleteOne({ _id: id }, WRITE));
  }

  async addResults(id: string, results: readonly JobResultRow[]): Promise<void> {
    if (results.length === 0) return;
    const writes = results.map(({ n, sealed }) => ({
      replaceOne: { filter: { _id: `${id}/${String(n)}` }, replacement: { job: id, n, sealed }, upsert: true },
    }));
    await answered(this.all.bulkWrite(writes, { ...WRITE, ordered: true }));
  }

  async results(id: string, from: number): Promise<readonly JobResultRow[]> {
    const found = this.all.find(
      { job: id, n: { $gte: from } },
      { ...READ, sort: { n: 1 }, limit: MAX_RESULTS_AT_ONCE },
    );
    return (await answered(found.toArray())).map(({ n, sealed }) => ({ n, sealed }));
  }

  async resultCount(id: string): Promise<number> {
    const [last] = await answered(this.all.find({ job: id }, { ...READ, sort: { n: -1 }, limit: 1 }).toArray());
    return (last?.n ?? -1) + 1;
  }

  async mark(name: string): Promise<void> {
    await answered(this.notes.updateOne({ _id: name }, { $setOnInsert: {} }, { ...WRITE, upsert: true }));
  }

  async unmark(name: string): Promise<void> {
    await answered(this.notes.deleteOne({ _id: name }, WRITE));
  }

  async marks(prefix: string): Promise<readonly string[]> {
    const found = await answered(this.notes.find({ _id: { $gte: prefix } }, { ...READ, sort: { _id: 1 } }).toArray());
    return found.flatMap(({ _id }) => (_id.startsWith(prefix) ? [_id] : []));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #find(filter: mongo.Filter<JobDocument>, sort: mongo.Sort): Promise<readonly JobRow[]> {
    const found = this.jobs.find(filter, { ...READ, sort, limit: MAX_LISTED_JOBS });
    return (await answered(found.toArray())).map(rowOf);
  }
}

function rowOf({ _id, context, owner, state, created, until, revision, sealed }: JobDocument): JobRow {
  return { id: _id, context, owner, state, created, until, revision, sealed };
}

function unavailable(cause: unknown): JobStoreError {
  return new JobStoreError('JOB_STORE_UNAVAILABLE', 'The store of jobs cannot be read or written.', { cause });
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw unavailable(error);
  }
}
