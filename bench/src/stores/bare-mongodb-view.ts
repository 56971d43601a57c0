import type { JsonObject } from '@taizhang/kernel';
import type { mongo } from 'mongoose';
import type { BenchView } from '../bench-store.js';
import { Stopwatch } from '../stopwatch.js';

/** One append: all its events in one document, so that it is all or nothing without a transaction. */
export interface BareCommit {
  /** `<stream>@<revision of its first event>`: unique, and so the guard of the version. */
  readonly _id: string;
  readonly stream: string;
  readonly rev: number;
  readonly pos: number;
  readonly type: string;
  readonly data: readonly JsonObject[];
}

/** A row of W6. */
interface CaseRow {
  readonly _id: string;
  readonly count: number;
  readonly sum: number;
}

/** Where the view stands. */
interface Mark {
  readonly _id: 'mark';
  readonly pos: number;
}

/** Commits of one batch: about as many events as our own runner takes. */
const CATCH_UP_COMMITS = 5;

/** Rows by one bulk per batch, then the checkpoint; without transactions a crash between the two would repeat a batch. */
export class BareMongodbView implements BenchView {
  private readonly rows: mongo.Collection<CaseRow>;
  private readonly marks: mongo.Collection<Mark>;

  constructor(
    database: mongo.Db,
    private readonly commits: mongo.Collection<BareCommit>,
  ) {
    this.rows = database.collection<CaseRow>('rows');
    this.marks = database.collection<Mark>('marks');
  }

  async catchUp(limit: number, limitS: number): Promise<string> {
    const watch = new Stopwatch(limitS);
    let counted = 0;
    for (let after = -1; counted < limit && !watch.over;) {
      const batch = await this.commits
        .find({ pos: { $gt: after } })
        .sort({ pos: 1 })
        .limit(CATCH_UP_COMMITS)
        .toArray();
      const last = batch.at(-1);
      if (last === undefined) break;
      counted += await this.apply(batch.flatMap(({ data }) => data));
      await this.marks.updateOne({ _id: 'mark' }, { $set: { pos: last.pos } }, { upsert: true });
      after = last.pos;
    }
    return `batches of ${String(CATCH_UP_COMMITS)} appends; rows, then the checkpoint: a crash between would repeat`;
  }

  async counted(): Promise<number> {
    return (await this.rows.find().toArray()).reduce((sum, { count }) => sum + count, 0);
  }

  async close(): Promise<void> {
    // Its collections end with the store's database.
  }

  /** One update per key: the best that can be done. */
  private async apply(events: readonly JsonObject[]): Promise<number> {
    const byKey = new Map<string, { count: number; sum: number }>();
    for (const event of events) {
      const key = String(event['key']);
      const row = byKey.get(key) ?? { count: 0, sum: 0 };
      byKey.set(key, { count: row.count + 1, sum: row.sum + Number(event['amount']) });
    }
    await this.rows.bulkWrite(
      [...byKey].map(([_id, inc]) => ({ updateOne: { filter: { _id }, update: { $inc: inc }, upsert: true } })),
    );
    return events.length;
  }
}
