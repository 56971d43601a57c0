import { randomUUID } from 'node:crypto';
import { MAX_RECORDS_READ } from '@taizhang/contracts';
import { canonicalize } from '@taizhang/ledger';
import type { AccessEntry, AccessLog } from './access-log.js';

/** Entries that were gathered for one write; the id is the same for every retry. */
export interface AccessBatch {
  readonly id: string;
  readonly entries: readonly AccessEntry[];
}

/** Puts a batch on record. Resolves once it is durable. */
export type WriteAccesses = (batch: AccessBatch) => Promise<void>;

/** Most records and refusals that wait to be written; beyond it readings are refused. */
export const MAX_WAITING = 10_000;
/** Most of them in one write. */
export const MAX_AT_ONCE = 500;
const MINUTE_MS = 60_000;

/** One record that was read, or one refusal: what is written once a minute. */
interface Atom {
  readonly key: string;
  readonly entry: AccessEntry;
}

interface Waiting extends Atom {
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Gathers what is recorded while a write is under way, so that many readers cost few commits; what an account read in a view
 * and is on record already is not recorded again in the same minute (design §8). Nothing resolves before it is durable.
 */
export class BatchedAccessLog implements AccessLog {
  #minute = -1;
  /** What is on record in this minute, or on its way there. */
  readonly #known = new Map<string, Promise<void>>();
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(
    private readonly write: WriteAccesses,
    private readonly now: () => number = () => Date.now(),
  ) {}

  async record(entries: readonly AccessEntry[]): Promise<void> {
    const minute = Math.floor(this.now() / MINUTE_MS);
    if (minute !== this.#minute) this.#known.clear();
    this.#minute = minute;
    await Promise.all(entries.flatMap(atomsOf).map((atom) => this.#known.get(atom.key) ?? this.#enqueue(atom)));
  }

  #enqueue(atom: Atom): Promise<void> {
    if (this.#waiting.length >= MAX_WAITING) throw new Error('too many entries wait for the access ledger');
    const recorded = new Promise<void>((done, failed) => {
      this.#waiting.push({ ...atom, done, failed });
    });
    recorded.catch(() => undefined); // whoever asked may have been refused for another entry before
    this.#known.set(atom.key, recorded);
    if (!this.#writing) void this.#writeAll();
    return recorded;
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    await Promise.resolve(); // lets one reader's whole page gather
    for (let taken = this.#take(); taken.length > 0; taken = this.#take()) await this.#writeOnce(taken);
    this.#writing = false;
  }

  #take(): readonly Waiting[] {
    return this.#waiting.splice(0, MAX_AT_ONCE);
  }

  async #writeOnce(taken: readonly Waiting[]): Promise<void> {
    try {
      await this.write({ id: randomUUID(), entries: merged(taken.map(({ entry }) => entry)) });
      for (const { done } of taken) done();
    } catch (error) {
      for (const { key, failed } of taken) {
        this.#known.delete(key);
        failed(error);
      }
    }
  }
}

function atomsOf(entry: AccessEntry): readonly Atom[] {
  if (entry.type !== 'RecordsRead') return [{ key: canonicalize(entry), entry }];
  return entry.data.records.map((record) => {
    const one = { ...entry, data: { ...entry.data, records: [record] } };
    return { key: canonicalize(one), entry: one };
  });
}

/** Records that one account read in one view become one entry again, or few. */
function merged(entries: readonly AccessEntry[]): readonly AccessEntry[] {
  const readings = new Map<string, AccessEntry & { type: 'RecordsRead' }>();
  const rest: AccessEntry[] = [];
  for (const entry of entries) {
    if (entry.type !== 'RecordsRead') {
      rest.push(entry);
      continue;
    }
    const key = canonicalize({ ...entry, data: { ...entry.data, records: [] } });
    const before = readings.get(key);
    const records = [...(before?.data.records ?? []), ...entry.data.records];
    readings.set(key, { ...entry, data: { ...entry.data, records } });
  }
  return [...[...readings.values()].flatMap(split), ...rest];
}

function split(entry: AccessEntry & { type: 'RecordsRead' }): readonly AccessEntry[] {
  const { records } = entry.data;
  return Array.from({ length: Math.ceil(records.length / MAX_RECORDS_READ) }, (_, n) => ({
    ...entry,
    data: { ...entry.data, records: records.slice(n * MAX_RECORDS_READ, (n + 1) * MAX_RECORDS_READ) },
  }));
}
