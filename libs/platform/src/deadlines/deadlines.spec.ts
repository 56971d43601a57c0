import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { createEventStore } from '@taizhang/event-store-port';
import {
  commitIdOfRequest,
  UnfitDeadlineError,
  deadline,
  derivedEntropy,
  instantMs,
  localDateOf,
  manualClock,
  role,
  type JsonObject,
  type JsonValue,
} from '@taizhang/kernel';
import { FollowerMemory, MemoryFollowerState } from '@taizhang/messaging-conformance';
import { machineTimers, ownerOfStore, type FollowerState } from '@taizhang/messaging-port';
import { derivedLedgerKeys, eventually } from '@taizhang/testkit';
import {
  createViewHandler,
  createViewReaders,
  shapeOf,
  type ViewDefinition,
  type ViewStorage,
} from '@taizhang/views-port';
import { openSqliteViewStorage } from '@taizhang/views-sqlite';
import type { ContextReads } from '../context/context-feature.js';
import { ContextRegistry, FeatureError } from '../context/context-registry.js';
import { CommandExecutor } from '../deciding/command-executor.js';
import { FactResolver } from '../deciding/fact-resolver.js';
import { StreamStates } from '../deciding/stream-states.js';
import { Settlement } from '../following/settlement.js';
import { Settling } from '../following/settling.js';
import { Authoriser } from '../identity/authoriser.js';
import { DeadlinePoller } from './deadline-poller.js';
import { deadlineView } from './deadline-rows.view.js';
import { DueDeadlines } from './due-deadlines.js';
import { errand, escalateUnclaimed, type Errand, type errandEvents } from './errand.examples.js';

const AUTHORITY = 'rectify.example';
const LEDGER = 'samples/b-1';
const ZONE = 'Asia/Shanghai';
const title = { zh: '样例', en: 'Sample' };
const allow = role('auditor').at('unit');

/** What survives a restart: the ledgers, and what followers remember. */
const disk = () => ({ database: new MemoryDatabase(), memory: new FollowerMemory() });

function registered(): ContextRegistry {
  const registry = new ContextRegistry();
  registry.register(feature());
  return registry;
}

function feature(deadlines = [{ deadline: escalateUnclaimed, title, allow }], superior: JsonValue = 'city') {
  return {
    context: 'samples',
    title,
    aggregates: [errand],
    views: [],
    policies: [],
    deadlines,
    facts: { 'samples.superior': () => Promise.resolve({ value: superior, consulted: [] }) },
    queries: [],
    catalogues: [],
    rejections: [],
  };
}

const opened: ViewStorage[] = [];
afterEach(async () => {
  for (const storage of opened.splice(0)) await storage.close();
});

/** One process with a view of its own, made from the ledger as after a replay, and as current as `behind` lets it. */
function host({ database, memory } = disk(), today = '2014-09-01') {
  const clock = manualClock(`${today}T02:00:00.000Z`);
  const entropy = derivedEntropy('deadlines');
  const store = createEventStore(createMemoryCommitStorage(database), {
    authority: AUTHORITY,
    clock,
    entropy,
    ledgerKeys: derivedLedgerKeys,
  });
  const world: { superior: JsonValue; behind: number; away: boolean } = {
    superior: 'city',
    behind: Number.MAX_SAFE_INTEGER,
    away: false,
  };
  const registry = new ContextRegistry();
  registry.register({
    ...feature(),
    facts: {
      'samples.superior': () =>
        world.away
          ? Promise.reject(new Error('facts are away'))
          : Promise.resolve({ value: world.superior, consulted: [] }),
    },
  });
  const reads = {} as ContextReads; // its fact reads nothing
  const facts = new FactResolver(registry, () => reads, { isFresh: () => Promise.resolve(true) });
  const executor = new CommandExecutor({
    keys: { subjectKey: () => Promise.reject(new Error('no personal value here')) },
    authority: AUTHORITY,
    timeZone: ZONE,
    store,
    states: new StreamStates(store),
    registry,
    facts,
    authoriser: new Authoriser((context, query) => facts.answer(context, query)),
    clock,
    entropy,
    digestKey: new Uint8Array(32),
  });
  const given: JsonObject[] = [];
  const followers: FollowerState = new MemoryFollowerState(memory, () => instantMs(clock.now()));
  const view = deadlineView(escalateUnclaimed);
  const storage = openSqliteViewStorage({ file: ':memory:' });
  opened.push(storage);
  const handler = createViewHandler(view, { storage, sealed: { disclosures: () => Promise.resolve(new Map()) } });
  let fed = 0;
  /** Lets the view see what it has not, as far as it may. */
  const follow = async () => {
    const shape = shapeOf(view as unknown as ViewDefinition); // of whatever documents
    if (fed === 0) {
      await storage.ensure(shape);
      await storage.markPrepared(shape.name, shape);
      await storage.activate(shape.name, shape, undefined, clock.now());
    }
    const unseen = [];
    for await (const event of store.readLedger(LEDGER, { from: fed }))
      if (event.idx <= world.behind) unseen.push(event);
    if (unseen.length > 0) await handler.handle(LEDGER, unseen);
    fed += unseen.length;
  };
  const reader = createViewReaders({ storage })(3);
  const due = new DueDeadlines({
    authority: AUTHORITY,
    registry,
    readsOf: () => ({
      page: async (_name, query) => {
        await follow();
        return reader.query(view, query);
      },
    }),
    owner: ownerOfStore(store),
    upcast: (_type, schema, data) => ({ schema, data }),
    state: followers,
    execute: (request) => {
      given.push(request.input);
      return executor.execute(request);
    },
    now: () => clock.now(),
    today: () => localDateOf(clock.now(), ZONE),
  });
  const failures: unknown[] = [];
  const poller = () => new DeadlinePoller({ due, timers: machineTimers, failed: (error) => failures.push(error) });
  const command = async (id: string, verb: string, input: JsonObject) => {
    const found = registry.command('samples', 'errand', verb);
    if (found === undefined) throw new Error(`no command ${verb}`);
    await executor.execute({
      found,
      bureau: 'b-1',
      id,
      input,
      commitId: commitIdOfRequest(`${AUTHORITY}/${LEDGER}`, 'a-1', `${id} ${verb} ${JSON.stringify(input)}`),
      sender: { account: 'a-1', claimed: { id: 'claimed', role: 'branch-clerk', unit: 'b-1', clearance: 1 } },
    });
  };
  const types = async () => {
    const found: string[] = [];
    for await (const { type } of store.readLedger(LEDGER)) found.push(type.slice('samples.'.length));
    return found.slice(1); // after the opening of the ledger
  };
  const on = (day: string) => {
    clock.set(`${day}T02:00:00.000Z`);
  };
  return { store, world, given, due, followers, poller, command, types, on, failures, registry };
}

async function unclaimed(kept = disk()) {
  const made = host(kept);
  await made.command('e-1', 'give-errand', { claimBy: '2014-09-08' });
  return made;
}
const ESCALATED = ['ErrandGiven', 'ErrandEscalated'];

describe('a deadline 期限', () => {
  it('acts when the day has come, not before, with the date and the event that set it', async () => {
    const { poller, on, types, given, store } = await unclaimed();
    on('2014-09-07');
    await poller().poll();
    expect(await types()).toEqual(['ErrandGiven']);
    on('2014-09-08');
    await poller().poll();
    expect(await types()).toEqual(ESCALATED);
    const leaves = [];
    for await (const event of store.readLedger(LEDGER)) leaves.push(event);
    const [, set, acted] = leaves;
    expect(given).toEqual([{ dueOn: '2014-09-08', setBy: set?.id }]);
    expect(acted).toMatchObject({
      actor: { id: 'policy:escalate-unclaimed', role: 'system' },
      cause: set?.id,
      data: { due: '2014-09-08', on: '2014-09-08', reliedOn: { depth: 1 } },
    });
  });

  it('acts once, however often it is polled and however far the clock jumps', async () => {
    const { poller, on, types } = await unclaimed();
    for (const day of ['2019-01-01', '2014-09-08', '2014-09-01', '2024-01-01']) {
      on(day);
      await poller().poll();
      await poller().poll();
    }
    expect(await types()).toEqual(ESCALATED);
  });

  it('acts once across a restart, also one between the act and the note of it', async () => {
    const kept = disk();
    await unclaimed(kept);
    const cut = host(kept, '2014-09-08');
    await cut.poller().poll();
    // What was noted of it is lost, as where the process was killed before.
    const anew = host({ ...kept, memory: new FollowerMemory() }, '2014-09-09');
    anew.world.behind = 1; // its view has not seen what was done either
    await anew.poller().poll();
    expect(await anew.types()).toEqual(ESCALATED);
    expect(anew.given).toHaveLength(1);
    expect(anew.failures).toEqual([]);
  });

  it('acts once by two pollers at the same moment', async () => {
    const kept = disk();
    await unclaimed(kept);
    const [one, two] = [host(kept, '2014-09-08'), host(kept, '2014-09-08')];
    const found = await Promise.all([one.due.pending(), two.due.pending()]);
    expect(found.map(({ length }) => length)).toEqual([1, 1]);
    await Promise.all([one.poller().poll(), two.poller().poll()]);
    expect(await one.types()).toEqual(ESCALATED);
    expect([...one.failures, ...two.failures]).toEqual([]);
  });

  it('acts once however often its view and its notes are made anew', async () => {
    const kept = disk();
    const { poller, on } = await unclaimed(kept);
    on('2014-09-08');
    await poller().poll();
    for (const behind of [1, 2]) {
      const replayed = host({ ...kept, memory: new FollowerMemory() }, '2014-10-01');
      replayed.world.behind = behind;
      await replayed.poller().poll();
      expect(await replayed.types()).toEqual(ESCALATED);
    }
  });

  it('follows the date: one that was postponed acts on its new day, by the event that set it', async () => {
    const { command, poller, on, types, given } = await unclaimed();
    await command('e-1', 'postpone-errand', { claimBy: '2014-09-20' });
    on('2014-09-19');
    await poller().poll();
    expect(await types()).toEqual(['ErrandGiven', 'ErrandPostponed']);
    on('2014-09-20');
    await poller().poll();
    expect(await types()).toEqual(['ErrandGiven', 'ErrandPostponed', 'ErrandEscalated']);
    expect(given).toMatchObject([{ dueOn: '2014-09-20' }]);
  });

  it('is refused by the decider when its view is behind: the date or the event that set it is another by now', async () => {
    const { command, poller, on, types, world, followers } = await unclaimed();
    await command('e-1', 'postpone-errand', { claimBy: '2014-09-08' }); // the same day, by another event
    world.behind = 1;
    on('2014-09-08');
    await poller().poll();
    expect(await types()).toEqual(['ErrandGiven', 'ErrandPostponed']);
    expect(await followers.refusals('deadline:samples.escalate-unclaimed')).toMatchObject([
      { code: 'DUE_DATE_CHANGED', idx: 1 },
    ]);
    world.behind = 2;
    await poller().poll();
    expect((await types()).at(-1)).toBe('ErrandEscalated');
  });

  it('does not act on what was claimed, and acts when the claim is withdrawn', async () => {
    const { command, poller, on, types, store } = await unclaimed();
    await command('e-1', 'claim-errand', { by: 'P-1' });
    on('2014-09-10');
    await poller().poll();
    expect(await types()).toEqual(['ErrandGiven', 'ErrandClaimed']);
    const ids: string[] = [];
    for await (const { id } of store.readLedger(LEDGER)) ids.push(id);
    await command('e-1', 'withdraw-claim', { event: ids[2] ?? '', reason: '有误' });
    await poller().poll();
    expect(await types()).toEqual(['ErrandGiven', 'ErrandClaimed', 'ClaimWithdrawn', 'ErrandEscalated']);
  });

  it('is done by a refusal as well, which is on record, until something happens to the stream', async () => {
    const { command, poller, on, types, world, given, followers } = await unclaimed();
    world.superior = null;
    on('2014-09-08');
    for (let n = 0; n < 3; n += 1) await poller().poll();
    expect(given).toHaveLength(1);
    expect(await followers.refusals('deadline:samples.escalate-unclaimed')).toMatchObject([
      { ledger: LEDGER, code: 'SUPERIOR_AWAY' },
    ]);
    world.superior = 'city';
    await poller().poll();
    expect(await types()).toEqual(['ErrandGiven']);
    await command('e-1', 'postpone-errand', { claimBy: '2014-09-09' });
    on('2014-09-09');
    await poller().poll();
    expect(await types()).toEqual(['ErrandGiven', 'ErrandPostponed', 'ErrandEscalated']);
  });

  it('tries again what may pass, and keeps nothing else waiting', async () => {
    const { command, poller, on, types, world, failures, due } = await unclaimed();
    await command('e-2', 'give-errand', { claimBy: '2014-09-08' });
    on('2014-09-08');
    world.away = true;
    await poller().poll();
    expect(failures).toHaveLength(2);
    world.away = false;
    expect(await due.pending()).toHaveLength(2);
    await poller().poll();
    expect(await types()).toEqual(['ErrandGiven', 'ErrandGiven', 'ErrandEscalated', 'ErrandEscalated']);
  });

  it('is looked for as soon as a host starts, until it stops', async () => {
    const { due, on, types } = await unclaimed();
    on('2014-09-08');
    const poller = new DeadlinePoller({
      due,
      timers: machineTimers,
      failed: (error) => {
        throw error;
      },
    });
    poller.start();
    await eventually('it acted', async () => (await types()).length === ESCALATED.length);
    await poller.stop();
    expect(await types()).toEqual(ESCALATED);
  });

  it('waits for a decider whose day has not come yet', async () => {
    const { due, on, poller, types } = await unclaimed();
    on('2014-09-08');
    const [early] = await due.pending();
    if (early === undefined) throw new Error('nothing is due');
    on('2014-09-07');
    await due.act(early);
    on('2014-09-08');
    await poller().poll();
    expect(await types()).toEqual(ESCALATED);
  });

  it('acts within a settlement under the manual clock: once, as a reaction to the event that set the date', async () => {
    const { due, on, types, followers, store } = await unclaimed();
    const settlement = new Settlement({
      policies: [],
      reactions: { decide: () => Promise.resolve([]), carryOut: () => Promise.resolve({ kind: 'handled' }) },
      deadlines: due,
      state: followers,
      owner: ownerOfStore(store),
      upcast: (_type, schema, data) => ({ schema, data }),
      setClock: () => Promise.resolve(),
      seal: () => Promise.resolve(),
      catchUp: () => Promise.resolve(),
    });
    const settling = new Settling([settlement]);
    await expect(settling.settle()).resolves.toEqual({ rounds: 0, reactions: 0 });
    on('2014-09-08');
    expect(await settlement.collect()).toEqual([
      { ledger: LEDGER, idx: 1, context: 'samples', policy: 'escalate-unclaimed' },
    ]);
    await expect(settling.settle()).resolves.toEqual({ rounds: 1, reactions: 1 });
    await expect(settling.settle()).resolves.toEqual({ rounds: 0, reactions: 0 });
    expect(await types()).toEqual(ESCALATED);
  });
});

describe('what is declared of a deadline', () => {
  const declared = (
    parts: Partial<Pick<typeof escalateUnclaimed, 'command'> & { readonly aggregate: typeof errand }>,
  ) => deadline<Errand, typeof errandEvents>({ ...escalateUnclaimed, aggregate: errand, ...parts });

  it('is also a view of what falls due when, which its context serves to whom it says', () => {
    const registry = registered();
    expect(registry.view('samples', 'due-escalate-unclaimed')).toMatchObject({ allow, title });
    expect(registry.feature('samples')?.views.map(({ view }) => view.name)).toEqual(['due-escalate-unclaimed']);
  });

  it('stops the start where its command is not there, not for policies, or takes no date', () => {
    expect(() => declared({ command: 'ForgetErrand' })).toThrow(UnfitDeadlineError);
    expect(() => declared({ command: 'ClaimErrand' })).toThrow('is not for policies');
    const takesNone = errand.commands.map((one) => ({ ...one, allow: role('system').at('unit') }));
    expect(() => declared({ aggregate: { ...errand, commands: takesNone }, command: 'GiveErrand' })).toThrow(
      'takes no dueOn',
    );
  });

  it('stops the start where its aggregate is another context’s, or a policy has its name', () => {
    const registry = new ContextRegistry();
    expect(() => {
      registry.register({ ...feature(), aggregates: [] });
    }).toThrow(FeatureError);
    const both = [feature().deadlines, feature().deadlines].flat();
    expect(() => {
      registry.register(feature(both));
    }).toThrow(FeatureError);
  });
});
