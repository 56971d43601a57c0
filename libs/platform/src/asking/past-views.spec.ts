import { event, events, id, redactable, text, type JsonObject, type LedgerId } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerOwner } from '@taizhang/messaging-port';
import { MemoryViewStorage } from '@taizhang/views-conformance';
import { projection, view, type ViewReaders } from '@taizhang/views-port';
import { z } from 'zod';
import { MAX_PAST_READINGS, PAST_BATCH_EVENTS, PastViews } from './past-views.js';

const { Noted } = events('samples', {
  Noted: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ code: id(), note: redactable(1, text()) }),
  }),
}).definitions;
interface Note extends JsonObject {
  readonly code: string;
  readonly times: number;
}
const notes = view<Note>({
  name: 'notes',
  version: 1,
  context: 'samples',
  fields: { code: 'keyword', times: 'number' },
  counters: { all: () => ['all'] },
  on: {
    [Noted.type]: projection(Noted, {
      keys: ({ code }) => [code],
      project: (doc: Note | null, { code }) => ({ code, times: (doc?.times ?? 0) + 1 }),
    }),
  },
});
const at = (minute: number) => new Date(Date.UTC(2014, 6, 1, 0, minute)).toISOString();

/** Ledgers with one event a minute, in turn about three codes; what was read of them, and how many storages are open. */
function scene(sizes: Readonly<Record<string, number>>) {
  let [read, open] = [0, 0];
  const eventOf = (ledger: LedgerId, idx: number) =>
    ({
      ledger,
      idx,
      stream: `note/c-${String(idx % 3)}`,
      rev: Math.floor(idx / 3),
      id: `${ledger}/${String(idx)}`,
      type: Noted.type,
      schema: 1,
      clr: 1,
      data: { code: `c-${String(idx % 3)}` },
      actor: { id: 'acct-1', role: 'system' },
      time: at(idx),
      commit: { id: '', seq: idx, pos: 0, cnt: 1 },
      leaf: new Uint8Array(),
    }) as unknown as RecordedEvent; // whatever else it has is not asked for
  const owner: LedgerOwner = {
    leaves: async function* (ledger, from) {
      for (let idx = from; idx < (sizes[ledger] ?? 0); idx += 1) {
        read += 1;
        yield { idx, leaf: new Uint8Array(), event: eventOf(ledger, idx) };
      }
    },
    changedHeads: async function* () {
      for (const [ledger, size] of Object.entries(sizes)) yield { ledger: ledger as LedgerId, size }; // as the scene names them
    },
  };
  const past = new PastViews({
    owner,
    upcast: (_type, schema, data) => ({ schema, data }),
    scratch: async () => {
      open += 1;
      const storage = new MemoryViewStorage();
      storage.close = async () => void (open -= 1);
      return storage;
    },
    sealed: { disclosures: () => Promise.resolve(new Map()) },
    searchKeys: () => Promise.resolve(new Uint8Array(32)),
  });
  return { past, read: () => read, open: () => open };
}

const total = (readers: ViewReaders, ledgers: readonly LedgerId[] | 'all' = 'all') =>
  readers(3)
    .query(notes, { ledgers, total: true })
    .then(({ total: count }) => count);
const times = (readers: ViewReaders, key: string) =>
  readers(3)
    .get(notes, 'samples/b-1', key)
    .then((found) => found?.doc.times);

describe('views as they were', () => {
  it('hold what was recorded by then, to the millisecond', async () => {
    const { past, read } = scene({ 'samples/b-1': 100 });
    expect(await past.at(at(7), (readers) => times(readers, 'c-1'))).toBe(3);
    expect(read()).toBe(9); // one more, which is later
    expect(await past.at(new Date(Date.parse(at(7)) - 1).toISOString(), (readers) => times(readers, 'c-1'))).toBe(2);
    expect(await past.at(at(-1), (readers) => times(readers, 'c-1'))).toBeUndefined();
  });

  it('read each ledger once for a question, and none that it does not ask about', async () => {
    const { past, read } = scene({ 'samples/b-1': 10, 'samples/b-2': 20, 'samples/b-3': 40 });
    const found = await past.at(at(1_000), async (readers) => [
      await total(readers, ['samples/b-2']),
      await readers(3).counters(notes, 'all', ['samples/b-2', 'samples/b-1']),
      await times(readers, 'c-0'),
    ]);
    expect(found).toEqual([3, { all: 6 }, 4]);
    expect(read()).toBe(30);
    expect(await past.at(at(1_000), (readers) => total(readers))).toBe(9);
  });

  it('take ledgers of more than one batch, and one document without the others', async () => {
    const { past } = scene({ 'samples/b-1': 3 * PAST_BATCH_EVENTS });
    const alone = await past.at(
      at(100_000),
      async (readers) => [await times(readers, 'c-2'), await total(readers)],
      'c-2',
    );
    expect(alone).toEqual([PAST_BATCH_EVENTS, 1]);
  });

  it('tell both of two questions that are put at once', async () => {
    const { past, read } = scene({ 'samples/b-1': 10 });
    const both = await past.at(at(5), (readers) =>
      Promise.all([times(readers, 'c-0'), total(readers, ['samples/b-1'])]),
    );
    expect(both).toEqual([2, 3]);
    expect(read()).toBe(7);
  });

  it('are refused where too many look back at once, and leave nothing open', async () => {
    const { past, open } = scene({ 'samples/b-1': 3 });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const waiting = Array.from({ length: MAX_PAST_READINGS }, () => past.at(at(1), () => held));
    await expect(past.at(at(1), () => held)).rejects.toMatchObject({
      definition: { code: 'UNAVAILABLE', status: 503 },
      headers: { 'Retry-After': '2' },
    });
    release();
    await Promise.all(waiting);
    await expect(past.at(at(1), () => Promise.reject(new Error('asked wrongly')))).rejects.toThrow('asked wrongly');
    expect(open()).toBe(0);
    expect(await past.at(at(1), (readers) => total(readers))).toBe(2);
  });
});
