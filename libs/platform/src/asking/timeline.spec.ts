import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { createEventStore, type EventStore } from '@taizhang/event-store-port';
import {
  aggregate,
  command,
  commitIdOfRequest,
  derivedEntropy,
  event,
  events,
  id,
  manualClock,
  redactable,
  role,
  text,
  withdrawal,
  withdrawn,
  type Clearance,
  type JsonObject,
  type Role,
} from '@taizhang/kernel';
import { derivedLedgerKeys } from '@taizhang/testkit';
import { z } from 'zod';
import type { AccessEntry, AccessLog } from '../access-log/access-log.js';
import type { ContextReads } from '../context/context-feature.js';
import { ContextRegistry } from '../context/context-registry.js';
import { CommandExecutor } from '../deciding/command-executor.js';
import { FactResolver } from '../deciding/fact-resolver.js';
import { Authoriser } from '../identity/authoriser.js';
import type { Sender } from '../identity/identity.js';
import { StreamStates } from '../deciding/stream-states.js';
import { Timelines, type Timeline, type TimelineEvent } from './timeline.js';

const caseEvents = events('samples', {
  Noted: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.b'],
    schema: z.strictObject({ code: id(), note: redactable(1, text()), name: redactable(2, text()) }),
  }),
  Accused: event({ version: 1, clr: 3, clauses: [], schema: z.strictObject({ code: id() }) }),
  NoteWithdrawn: withdrawn({ clr: 1, clauses: [] }),
});
const allow = role('branch-clerk').at('unit');
const title = { zh: '样例', en: 'Sample' };
const oneEvent = <S extends z.ZodObject>(name: string, schema: S, make: (input: never) => never) =>
  command({ name, title, clauses: [], schema, allow, decide: (input) => [make(input as never)] }); // of the schema
const note = oneEvent(
  'Note',
  z.strictObject({ code: id(), note: text(), name: text() }),
  (input) => caseEvents.Noted(input) as never, // the sample's input is its event
);
const accuse = oneEvent('Accuse', z.strictObject({ code: id() }), (input) => caseEvents.Accused(input) as never); // as above
const withdrawNote = withdrawal({
  name: 'WithdrawNote',
  title,
  clauses: [],
  allow,
  events: caseEvents,
  act: 'Noted',
  by: 'NoteWithdrawn',
  builtOn: {},
});
const unchanged = <State>(state: State): State => state;
const evolve = { 'samples.Noted': unchanged, 'samples.Accused': unchanged, 'samples.NoteWithdrawn': unchanged };
const shape = { context: 'samples', events: caseEvents, initial: {}, evolve };

interface Scene {
  readonly store: EventStore;
  readonly give: (
    verb: string,
    input: JsonObject,
    late?: { effectiveOn: string; lateReason: string },
  ) => Promise<string>;
  readonly read: (query?: Readonly<Record<string, string>>, clearance?: Clearance, held?: Role) => Promise<Timeline>;
  readonly timelines: Timelines;
  readonly recorded: readonly AccessEntry[];
}

function scene(erased: ReadonlySet<string> = new Set(), { unrecorded = false } = {}): Scene {
  const clock = manualClock('2014-07-20T02:00:00.000Z');
  const entropy = derivedEntropy('timeline');
  const store = createEventStore(createMemoryCommitStorage(new MemoryDatabase()), {
    authority: 'rectify.example',
    clock,
    entropy,
    ledgerKeys: derivedLedgerKeys,
  });
  const registry = new ContextRegistry();
  registry.register({
    context: 'samples',
    title,
    aggregates: [
      aggregate({
        ...shape,
        name: 'case',
        commands: [note, accuse, withdrawNote],
        timeline: role('auditor').at('unit'),
      }),
      aggregate({ ...shape, name: 'silent', commands: [note] }),
    ],
    views: [],
    policies: [],
    facts: {},
    queries: [],
    catalogues: [],
    rejections: [],
  });
  const states = new StreamStates(store);
  const facts = new FactResolver(registry, () => ({}) as ContextReads, { isFresh: () => Promise.resolve(true) }); // nothing is asked
  const authoriser = new Authoriser((context, query) => facts.answer(context, query));
  const executor = new CommandExecutor({
    keys: { subjectKey: () => Promise.reject(new Error('no personal value here')) },
    authority: 'rectify.example',
    timeZone: 'Asia/Shanghai',
    store,
    states,
    registry,
    facts,
    authoriser,
    clock,
    entropy,
    digestKey: new Uint8Array(32),
  });
  const sealed: Pick<EventStore, 'readStream' | 'disclosures'> = {
    readStream: (...asked) => store.readStream(...asked),
    disclosures: async (ledger, digests) => {
      const found = await store.disclosures(ledger, digests);
      return new Map([...found].filter(([digest]) => !erased.has(digest)));
    },
  };
  const recorded: AccessEntry[] = [];
  const accessLog: AccessLog = {
    record: (entries) => {
      if (unrecorded) return Promise.reject(new Error('away'));
      recorded.push(...entries);
      return Promise.resolve();
    },
  };
  const timelines = new Timelines({
    registry,
    store: sealed,
    states,
    authoriser,
    today: () => '2014-06-25',
    accessLog,
  });
  let sent = 0;
  return {
    store,
    timelines,
    recorded,
    give: async (verb, input, late = undefined) => {
      const found = registry.command('samples', 'case', verb);
      if (found === undefined) throw new Error(`no command ${verb}`);
      const result = await executor.execute({
        found,
        bureau: 'b-1',
        id: 'c-1',
        input,
        ...late,
        commitId: commitIdOfRequest('log', 'a-1', String((sent += 1))),
        sender: { account: 'a-1', claimed: { id: 'claimed', role: 'branch-clerk', unit: 'b-1', clearance: 1 } },
      });
      return result.events[0]?.id ?? '';
    },
    read: (query = {}, clearance = 2, held = 'auditor') =>
      timelines.page(
        {
          context: 'samples',
          sender: { account: 'a-2', claimed: { id: 'claimed', role: held, unit: 'b-1', clearance } },
        },
        { bureau: 'b-1', aggregate: 'case', id: 'c-1' },
        query,
      ),
  };
}

const noted = (code: string): JsonObject => ({ code, note: `说明 ${code}`, name: '某某' });
const problem = (code: string) => ({ definition: { code } });
const seen = ({ items }: Timeline): TimelineEvent[] => items.filter((item): item is TimelineEvent => 'rev' in item);

describe('timeline of a record 办理过程', () => {
  it('has every event in order with who, when, on what power, and what it says', async () => {
    const { give, read } = scene();
    await give('note', noted('n-1'));
    await give('note', noted('n-2'));
    expect(await read()).toMatchObject({
      ledger: 'samples/b-1',
      stream: 'case/c-1',
      items: [
        {
          idx: 1,
          rev: 0,
          type: 'samples.Noted',
          clauses: ['C1.0.b'],
          time: '2014-07-20T02:00:00.000Z',
          actor: { id: 'a-1', role: 'branch-clerk' },
          reliedOn: { depth: 0 },
          data: { code: 'n-1', note: '说明 n-1', name: '某某' },
          withheld: [],
          erased: [],
        },
        { idx: 2, rev: 1, data: { code: 'n-2' } },
      ],
    });
    expect(JSON.stringify(await read())).not.toMatch(/_sd|\$sealed/);
  });

  it('opens sealed values by clearance and lists what it withholds', async () => {
    const { give, read } = scene();
    await give('note', noted('n-1'));
    expect(seen(await read({}, 1))).toMatchObject([{ data: { note: '说明 n-1', name: null }, withheld: ['name'] }]);
  });

  it('lists what was erased, whose name is gone with it', async () => {
    const gone = new Set<string>();
    const { store, give, read } = scene(gone);
    await give('note', noted('n-1'));
    for await (const { data } of store.readStream('samples/b-1', 'case/c-1'))
      for (const digest of data['_sd'] as string[]) gone.add(digest); // as the format has it
    expect(seen(await read())).toMatchObject([{ data: { code: 'n-1' }, withheld: [], erased: ['note', 'name'] }]);
  });

  it('shows of an event above the clearance that it is there', async () => {
    const { give, read } = scene();
    await give('note', noted('n-1'));
    await give('accuse', { code: 'secret' });
    expect((await read()).items[1]).toEqual({ idx: 2, clr: 3 });
    expect(seen(await read({}, 3))[1]).toMatchObject({ type: 'samples.Accused', data: { code: 'secret' } });
  });

  it('records who was shown what is confidential, and not who was shown less', async () => {
    const { give, read, recorded } = scene();
    await give('note', noted('n-1'));
    await read({}, 1);
    expect(recorded).toEqual([]);
    await read({}, 2);
    expect(recorded).toMatchObject([
      {
        type: 'RecordsRead',
        bureau: 'b-1',
        data: { account: 'a-2', view: 'timeline', records: [{ ledger: 'samples/b-1', key: 'case/c-1' }] },
      },
    ]);
  });

  it('shows nothing confidential where that cannot be recorded', async () => {
    const { give, read } = scene(new Set(), { unrecorded: true });
    await give('note', noted('n-1'));
    await expect(read({}, 2)).rejects.toMatchObject(problem('ACCESS_LOG_UNAVAILABLE'));
    await expect(read({}, 1)).resolves.toMatchObject({ items: [{ data: { code: 'n-1' } }] });
  });

  it('marks an act recorded late, with its reason by clearance', async () => {
    const { give, read } = scene();
    await give('note', noted('n-1'), { effectiveOn: '2014-07-01', lateReason: '当时停电' });
    expect(seen(await read())).toMatchObject([{ late: { effectiveOn: '2014-07-01', reason: '当时停电' } }]);
    expect(seen(await read())[0]?.data).not.toHaveProperty('late');
  });

  it('marks a withdrawal both ways, also over pages', async () => {
    const { give, read } = scene();
    const wrong = await give('note', noted('n-1'));
    await give('note', noted('n-2'));
    const withdrawalId = await give('withdraw-note', { event: wrong, reason: '录入有误' });
    const first = await read({ limit: '1' });
    expect(first).toMatchObject({ next: 1, items: [{ id: wrong, withdrawnBy: { event: withdrawalId, idx: 3 } }] });
    const last = await read({ from: '2' });
    expect(last.items).toMatchObject([
      { type: 'samples.NoteWithdrawn', withdraws: { event: wrong, idx: 1 }, data: { reason: '录入有误' } },
    ]);
    expect(last).not.toHaveProperty('next');
    expect(seen(await read({ from: '1', limit: '1' }))[0]).not.toHaveProperty('withdrawnBy');
  });

  it('tells who may not read nothing of what exists', async () => {
    const { give, read } = scene();
    await expect(read({}, 3, 'branch-clerk')).rejects.toMatchObject(problem('FORBIDDEN'));
    await give('note', noted('n-1'));
    await expect(read({}, 3, 'branch-clerk')).rejects.toMatchObject(problem('FORBIDDEN'));
  });

  it('is not there for a record that does not exist, nor for one of which the reader may see nothing', async () => {
    const { give, read } = scene();
    await expect(read()).rejects.toMatchObject(problem('NOT_FOUND'));
    await give('accuse', { code: 'secret' });
    await expect(read()).rejects.toMatchObject(problem('NOT_FOUND'));
    await expect(read({}, 3)).resolves.toMatchObject({ items: [{ idx: 1 }] });
  });

  it('is nobody’s where the aggregate declares none', async () => {
    const { timelines } = scene();
    const sender: Sender = { account: 'a-2', claimed: { id: 'claimed', role: 'auditor', unit: 'b-1', clearance: 3 } };
    for (const [name, code] of [
      ['silent', 'c-1'],
      ['unheard', 'c-1'],
      ['case', 'no/id'],
    ] as const)
      await expect(
        timelines.page({ context: 'samples', sender }, { bureau: 'b-1', aggregate: name, id: code }, {}),
      ).rejects.toMatchObject(problem('NOT_FOUND'));
  });

  it.each([{ limit: '0' }, { limit: '201' }, { limit: 'x' }, { from: '-1' }, { from: '1.5' }, { cursor: '1' }])(
    'refuses the parameters %o',
    async (query) => {
      await expect(scene().read(query)).rejects.toMatchObject(problem('PARAMETER_INVALID'));
    },
  );
});
