import type { EventStore, FollowOptions, RecordedEvent } from '@taizhang/event-store-port';
import { event, events, id, role, type Clearance, type LedgerId } from '@taizhang/kernel';
import { hiddenLeaf } from '@taizhang/messaging-port';
import { z } from 'zod';
import type { AccessEntry } from '../access-log/access-log.js';
import { ContextRegistry } from '../context/context-registry.js';
import { Authoriser } from '../identity/authoriser.js';
import { ReadingScopes } from '../asking/reading-scope.js';
import { STREAM_BATCH } from './event-stream.js';
import { EventStreams, MAX_STREAMS_OF_ACCOUNT, type OpenStream } from './event-streams.js';
import { NDJSON } from './stream-format.js';

const spec = (clauses: readonly string[]) =>
  event({ version: 1, clr: 1, clauses, schema: z.strictObject({ code: id() }) });
const noteEvents = events('notes', { Noted: spec(['C1.0.b']), Shelved: spec([]) });
const title = { zh: '样例', en: 'Sample' };

/** A registered context with nothing but its events. */
function registry(): ContextRegistry {
  const made = new ContextRegistry();
  const nothing = { aggregates: [], views: [], policies: [], facts: {}, queries: [], rejections: [] };
  made.register({ ...nothing, context: 'notes', title, catalogues: [noteEvents] });
  return made;
}

interface Said {
  readonly clr?: Clearance;
  readonly type?: string;
  readonly day?: number;
}

/** Ledgers in memory, of which only what streams use is there; counts what is read of them. */
class Ledgers implements Pick<EventStore, 'follow' | 'readLedger' | 'heads' | 'disclosures'> {
  readonly all = new Map<LedgerId, RecordedEvent[]>();
  read = 0;
  #wake: () => void = () => undefined;

  add(ledger: LedgerId, ...said: readonly Said[]): void {
    const known = this.all.get(ledger) ?? [];
    for (const { clr = 1, type = 'notes.Noted', day = 1 } of said) {
      const idx = known.length;
      const time = `2014-07-0${String(day)}T00:00:00.000Z`;
      const leaf = Buffer.from(JSON.stringify({ clr, idx, log: `x.example/${ledger}`, type }));
      known.push({ ledger, idx, stream: 'note/1', rev: idx, type, clr, time, leaf } as unknown as RecordedEvent); // what streams look at
    }
    this.all.set(ledger, known);
    this.#wake();
  }

  async *readLedger(
    ledger: LedgerId,
    { from, to, limit = Infinity, direction, asOf = '9' }: Parameters<EventStore['readLedger']>[1] = {},
  ): AsyncGenerator<RecordedEvent> {
    const forward = direction !== 'backward';
    const [low, high] = forward ? [from, to] : [to, from];
    const wanted = (this.all.get(ledger) ?? []).filter(
      ({ idx, time }) => idx >= (low ?? 0) && idx <= (high ?? Infinity) && time <= asOf,
    );
    for (const one of (forward ? wanted : wanted.toReversed()).slice(0, limit)) {
      this.read += 1;
      yield one;
    }
  }

  disclosures() {
    return Promise.resolve(new Map<string, string>());
  }

  async *heads() {
    for (const [ledger, { length }] of this.all) yield { ledger, size: length, storedAt: '2014-07-01T00:00:00.000Z' };
  }

  async *follow({ from, ledgers, signal, batchSize = 1 }: FollowOptions): AsyncGenerator<readonly RecordedEvent[]> {
    const given = new Map<LedgerId, number>();
    while (!ended(signal)) {
      const changed = new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal?.addEventListener('abort', () => resolve());
      });
      for (const [ledger, known] of this.all) {
        if (ledgers?.(ledger) === false) continue;
        let next = given.get(ledger) ?? (typeof from === 'function' ? await from(ledger) : 0);
        for (; next < known.length && !ended(signal); next = given.get(ledger) ?? next) {
          const batch = known.slice(next, next + batchSize);
          given.set(ledger, next + batch.length);
          this.read += batch.length;
          yield batch;
        }
      }
      await changed;
    }
  }
}

/** A function, because it changes while others work. */
function ended(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

interface SceneParts {
  readonly clearance?: Clearance;
  readonly logs?: boolean;
}

function scene({ clearance = 1, logs = true }: SceneParts = {}) {
  const ledgers = new Ledgers();
  const recorded: AccessEntry[] = [];
  const now = { value: '2014-07-09T00:00:00.000Z' };
  // The unit 'top' is above all others here.
  const authoriser = new Authoriser((_context, { fact, key }) => {
    const bureau = key.split('/')[0] ?? '';
    const value = fact === 'organization.subordinates' ? ['a', 'b', 'new'] : [bureau, 'top'];
    return Promise.resolve(fact.endsWith('units') ? undefined : { value, consulted: [] });
  });
  const streams = new EventStreams({
    authority: 'x.example',
    registry: registry(),
    store: ledgers,
    scopes: new ReadingScopes(authoriser, () => '2014-07-09'),
    accessLog: {
      record: (entries) => {
        if (!logs) return Promise.reject(new Error('away'));
        recorded.push(...entries);
        return Promise.resolve();
      },
    },
    clock: { kind: 'system', now: () => now.value },
    heartbeatMs: 1,
  });
  const open = (query: Readonly<Record<string, string | readonly string[]>> = {}, unit = 'top', account = 'acct-1') => {
    const claimed = { id: 'claimed', role: 'analyst', unit, clearance } as const;
    const sender = { account, claimed };
    const asking = { context: 'notes', query, lastEventId: undefined, sender, format: NDJSON };
    return streams.open({ ...asking, identify: () => Promise.resolve(sender) });
  };
  return { ledgers, recorded, streams, open, now };
}

type Line = Readonly<Record<string, unknown>>;

/** Lines until `enough` says so, or to the end. */
async function linesOf({ chunks, close }: OpenStream, enough: (lines: readonly Line[]) => boolean = () => false) {
  const lines: Line[] = [];
  for await (const chunk of chunks) {
    for (const line of Buffer.from(chunk).toString('utf8').trim().split('\n')) lines.push(JSON.parse(line) as Line); // NDJSON of objects
    if (enough(lines)) break;
  }
  close();
  return lines;
}
const leavesOf = (lines: readonly Line[]) => lines.filter((line) => 'log' in line);
const placesOf = (lines: readonly Line[]) =>
  leavesOf(lines).map(({ log, idx }) => `${String(log).slice('x.example/notes/'.length)}@${String(idx)}`);
const positionOf = (lines: readonly Line[]) => String(lines.at(-1)?.['position']);
const ALL = { follow: 'false' };

describe('a stream of events', () => {
  it('gives every leaf of every ledger within reach, in order, and says how it ends', async () => {
    const { ledgers, open } = scene();
    ledgers.add('notes/b', {}, {});
    ledgers.add('notes/a', {}, {}, {});
    const lines = await linesOf(await open(ALL));
    expect(placesOf(lines)).toEqual(['a@0', 'a@1', 'a@2', 'b@0', 'b@1']);
    expect(lines[0]).toEqual({ position: expect.any(String) });
    expect(lines.at(-1)).toEqual({ end: 'CAUGHT_UP', position: expect.any(String) });
  });

  it('tells of a leaf above the clearance that it is there, and its hash', async () => {
    const { ledgers, open } = scene();
    ledgers.add('notes/a', {}, { clr: 3 });
    const [, secret] = leavesOf(await linesOf(await open(ALL)));
    const [, stored] = ledgers.all.get('notes/a') ?? [];
    if (stored === undefined) throw new Error('nothing was added');
    expect(secret).toEqual(hiddenLeaf('x.example/notes/a', stored));
    expect(Object.keys(secret ?? {})).toEqual(['log', 'idx', 'clr', 'h']);
  });

  it('has no ledger that is out of reach, and refuses one that is named', async () => {
    const { ledgers, open } = scene();
    ledgers.add('notes/a', {});
    ledgers.add('notes/b', {});
    expect(placesOf(await linesOf(await open({ ...ALL, bureau: 'b' })))).toEqual(['b@0']);
    await expect(open({ ...ALL, bureau: 'b' }, 'a')).rejects.toMatchObject({ definition: { code: 'FORBIDDEN' } });
  });

  it('leaves out other types and clauses, never what is hidden: no filter tells what it is', async () => {
    const { ledgers, open } = scene();
    ledgers.add('notes/a', {}, { type: 'notes.Shelved' }, { clr: 2 }, { clr: 2, type: 'notes.Shelved' });
    expect(placesOf(await linesOf(await open({ ...ALL, type: 'notes.Shelved' })))).toEqual(['a@1', 'a@2', 'a@3']);
    expect(placesOf(await linesOf(await open({ ...ALL, clause: 'C1.0.b' })))).toEqual(['a@0', 'a@2', 'a@3']);
  });

  it('goes by recording time as visible leaves tell it: a hidden one is where the one before it is', async () => {
    const { ledgers, open } = scene();
    const secret = { clr: 3, day: 2 } as const;
    ledgers.add('notes/a', { day: 1 }, secret, { day: 2 }, secret, { day: 3 }, { clr: 3, day: 3 }, { day: 4 });
    const within = { 'time.from': '2014-07-02T00:00:00.000Z', 'time.to': '2014-07-02T23:59:59.999Z' };
    expect(placesOf(await linesOf(await open({ ...ALL, ...within })))).toEqual(['a@2', 'a@3']);
    const since = { 'time.from': within['time.from'] };
    expect(placesOf(await linesOf(await open({ ...ALL, ...since })))).toEqual(['a@2', 'a@3', 'a@4', 'a@5', 'a@6']);
  });

  it('goes on behind a position as if it had not been broken off, with a filter by time as well', async () => {
    const { ledgers, open } = scene();
    ledgers.add('notes/a', { day: 1 }, { day: 2 }, { clr: 3, day: 2 }, { day: 3 });
    ledgers.add('notes/b', { day: 2 });
    for (const filter of [{}, { 'time.from': '2014-07-02T00:00:00.000Z' }]) {
      const whole = placesOf(await linesOf(await open({ ...ALL, ...filter })));
      const begun = await linesOf(await open({ ...ALL, ...filter }), (lines) => leavesOf(lines).length > 0);
      const rest = await linesOf(await open({ ...ALL, ...filter, from: positionOf(begun) }));
      expect([...placesOf(begun), ...placesOf(rest)]).toEqual(whole);
      const nothing = await linesOf(await open({ ...ALL, ...filter, from: positionOf(rest) }));
      expect(placesOf(nothing)).toEqual([]);
    }
  });

  it('gives what is recorded later as it comes, from the end if that is wanted', async () => {
    const { ledgers, open } = scene();
    ledgers.add('notes/a', {}, {});
    const stream = await open({ from: 'end' });
    ledgers.add('notes/a', {});
    ledgers.add('notes/new', {});
    const lines = await linesOf(stream, (some) => leavesOf(some).length === 2);
    expect(placesOf(lines).sort()).toEqual(['a@2', 'new@0']);
  });

  it('says that it lives while there is nothing new', async () => {
    const { open } = scene();
    const stream = await open();
    const lines = await linesOf(stream, (some) => some.length === 4);
    expect(lines).toEqual(Array.from({ length: 4 }, () => ({ position: expect.any(String) })));
  });

  it('ends by itself when nothing that is wanted can come any more', async () => {
    const { ledgers, open } = scene();
    ledgers.add('notes/a', { day: 1 });
    const lines = await linesOf(await open({ 'time.to': '2014-07-02T00:00:00.000Z' }));
    expect(lines.at(-1)).toMatchObject({ end: 'CAUGHT_UP' });
  });

  it.each([ALL, {}])('reads no more than is taken from it: %j', async (query) => {
    const { ledgers, open } = scene();
    ledgers.add('notes/a', ...Array.from({ length: 20 * STREAM_BATCH }, () => ({})));
    const stream = await open(query);
    await stream.chunks.next();
    await stream.chunks.next();
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(ledgers.read).toBeLessThanOrEqual(2 * STREAM_BATCH);
    stream.close();
  });
});

describe('who reads a stream', () => {
  it('is on record before the first event, and again for what is confidential', async () => {
    const { ledgers, recorded, open } = scene({ clearance: 2 });
    ledgers.add('notes/a', {}, { clr: 2 }, { clr: 3 });
    await linesOf(await open(ALL));
    const reader = { account: 'acct-1', role: 'analyst', unit: 'top', onBehalfOf: null };
    expect(recorded).toEqual([
      {
        type: 'RecordsExported',
        bureau: 'top',
        data: {
          ...reader,
          job: expect.any(String),
          kind: 'event-stream',
          format: 'NDJSON',
          records: 3,
          ledgers: ['notes/a'],
        },
      },
      {
        type: 'RecordsRead',
        bureau: 'top',
        data: { ...reader, view: 'event-stream', records: [{ ledger: 'notes/a', key: 'note/1' }] },
      },
    ]);
  });

  it('gets nothing where that cannot be recorded', async () => {
    const { ledgers, open } = scene({ logs: false });
    ledgers.add('notes/a', {});
    await expect(open(ALL)).rejects.toMatchObject({ definition: { code: 'ACCESS_LOG_UNAVAILABLE' } });
  });

  it('is bounded in the number of streams, until one of them is closed', async () => {
    const { open } = scene();
    const first = await open();
    for (let n = 1; n < MAX_STREAMS_OF_ACCOUNT; n += 1) await open();
    await expect(open()).rejects.toMatchObject({ definition: { code: 'TOO_MANY_STREAMS' } });
    await expect(open({}, 'top', 'acct-2')).resolves.toBeDefined();
    first.close();
    first.close();
    await expect(open()).resolves.toBeDefined();
  });

  it('leaves no place taken when a stream is refused', async () => {
    const { open } = scene({ logs: false });
    for (let n = 0; n <= MAX_STREAMS_OF_ACCOUNT; n += 1)
      await expect(open()).rejects.toMatchObject({ definition: { code: 'ACCESS_LOG_UNAVAILABLE' } });
  });

  it('hears of the end when the host stops, and opens no other', async () => {
    const { streams, open } = scene();
    const stream = await open();
    const lines = linesOf(stream);
    await streams.stop();
    expect((await lines).at(-1)).toMatchObject({ end: 'SHUTDOWN' });
    await expect(open()).rejects.toMatchObject({ definition: { code: 'UNAVAILABLE' } });
  });

  it('must have a role for it', async () => {
    const { streams } = scene();
    const claimed = {
      id: 'claimed',
      ...role('branch-clerk').at('unit'),
      role: 'branch-clerk',
      unit: 'top',
      clearance: 3,
    } as const;
    const sender = { account: 'acct-1', claimed };
    const asking = { context: 'notes', query: {}, lastEventId: undefined, sender, format: NDJSON };
    const identify = () => Promise.resolve(sender);
    await expect(streams.open({ ...asking, identify })).rejects.toMatchObject({ definition: { code: 'FORBIDDEN' } });
    await expect(streams.open({ ...asking, context: 'other', identify })).rejects.toMatchObject({
      definition: { code: 'UNKNOWN_LEDGER' },
    });
  });
});
