import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { ContentionError, createEventStore, type EventStore } from '@taizhang/event-store-port';
import {
  commitIdOfRequest,
  derivedEntropy,
  manualClock,
  type FactQuery,
  type JsonObject,
  type Role,
} from '@taizhang/kernel';
import { derivedLedgerKeys } from '@taizhang/testkit';
import type { ContextReads } from '../context/context-feature.js';
import { ContextRegistry } from '../context/context-registry.js';
import { PROBLEMS } from '../http/problem.js';
import { CommandExecutor, MAX_CAUSE_DEPTH, type ExecutorOptions } from './command-executor.js';
import type { CommandRequest } from './command-request.js';
import { FactResolver } from './fact-resolver.js';
import { Authoriser } from '../identity/authoriser.js';
import type { Power, Sender } from '../identity/identity.js';
import { StreamStates } from './stream-states.js';
import { CONSULTED, tallyFeature } from './tally.examples.js';

const LEDGER = 'samples/b-1';
const CAUSE = '0190f3a1-7c1d-7c7e-8f00-000000000001';
const NOW = '2014-07-01T17:00:00.000Z'; // 2014-07-02 in Shanghai

interface Host {
  readonly executor: CommandExecutor;
  readonly store: EventStore;
  readonly request: (
    verb: string,
    input: JsonObject,
    parts?: Partial<CommandRequest> & { key?: string },
  ) => CommandRequest;
}

/** One process on a database that several may share. */
function host(
  database = new MemoryDatabase(),
  limitOf: (query: FactQuery) => Promise<number> = () => Promise.resolve(100),
  more: Partial<ExecutorOptions> = {},
): Host {
  const clock = manualClock(NOW);
  const entropy = derivedEntropy('executor');
  const store = createEventStore(createMemoryCommitStorage(database), {
    authority: 'rectify.example',
    clock,
    entropy,
    ledgerKeys: derivedLedgerKeys,
  });
  const registry = new ContextRegistry();
  registry.register(tallyFeature(limitOf));
  const noReads = {} as ContextReads; // the sample's fact reads nothing
  const facts = new FactResolver(registry, () => noReads, { isFresh: () => Promise.resolve(true) });
  const executor = new CommandExecutor({
    keys: { subjectKey: () => Promise.reject(new Error('no personal value here')) },
    authority: 'rectify.example',
    timeZone: 'Asia/Shanghai',
    store,
    states: new StreamStates(store),
    registry,
    facts,
    authoriser: new Authoriser((context, query) => facts.answer(context, query)),
    clock,
    entropy,
    digestKey: new Uint8Array(32),
    ...more,
  });
  let sent = 0;
  const request: Host['request'] = (verb, input, { key = `key-${String((sent += 1))}`, ...parts } = {}) => {
    const found = registry.command('samples', 'tally', verb);
    if (found === undefined) throw new Error(`no command ${verb}`);
    return {
      found,
      bureau: 'b-1',
      id: 't-1',
      input,
      commitId: commitIdOfRequest(`rectify.example/${LEDGER}`, 'a-1', key),
      sender: holding('branch-clerk'),
      ...parts,
    };
  };
  return { executor, store, request };
}

const holding = (held: Role, unit = 'b-1', more: Partial<Power> = {}): Sender => ({
  account: 'a-1',
  claimed: { id: 'claimed', role: held, unit, clearance: 1, ...more },
});
const count = (by: number, note: string | null = null): JsonObject => ({ by, note });

async function opened(database?: MemoryDatabase, limitOf?: (query: FactQuery) => Promise<number>): Promise<Host> {
  const made = host(database, limitOf);
  await made.executor.execute(made.request('open-tally', { code: 'c-1' }, { key: 'open' }));
  return made;
}

async function dataOf({ store }: Host): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  for await (const { data } of store.readLedger(LEDGER)) found.push(data);
  return found;
}

const sizeOf = async ({ store }: Host): Promise<number> => (await store.head(LEDGER))?.size ?? 0;
const problem = (code: string, details: JsonObject = {}) => ({ definition: { code }, details });

describe('executing a command', () => {
  it('records what was decided in all its streams at once and tells where', async () => {
    const made = host();
    expect(await made.executor.execute(made.request('open-tally', { code: 'c-1' }))).toMatchObject({
      ledger: LEDGER,
      commit: { seq: 1 },
      revision: 0,
      repeated: false,
      events: [
        { type: 'samples.TallyOpened', stream: 'tally/t-1', idx: 1, rev: 0 },
        { type: 'samples.CodeTaken', stream: 'code/c-1', idx: 2, rev: 0 },
      ],
    });
  });

  it('writes nothing when there is nothing to do', async () => {
    const made = await opened();
    const size = await sizeOf(made);
    expect(await made.executor.execute(made.request('count', count(0)))).toEqual({
      ledger: LEDGER,
      commit: null,
      events: [],
      revision: 0,
      repeated: false,
    });
    expect(await sizeOf(made)).toBe(size);
  });

  it('is refused with the decider’s code and clause, and nothing is written', async () => {
    const made = host();
    await expect(made.executor.execute(made.request('count', count(1)))).rejects.toMatchObject({
      definition: { code: 'TALLY_STATE', status: 409, clause: 'C1.0.b' },
    });
    expect(await sizeOf(made)).toBe(0);
  });

  it('records what it relied on: the power, other ledgers and sizes, and the depth of causes', async () => {
    const made = await opened();
    const power = { appointment: 'app-1' };
    await made.executor.execute(
      made.request('count', count(1), { sender: holding('branch-clerk', 'b-1', { basis: power }) }),
    );
    expect((await dataOf(made)).at(-1)).toMatchObject({
      reliedOn: { consulted: [{ origin: `rectify.example/${CONSULTED}`, size: 7 }], depth: 0, power },
    });
  });

  it('never writes a sealed value openly', async () => {
    const made = await opened();
    await made.executor.execute(made.request('count', count(1, '某群众反映')));
    expect(JSON.stringify(await dataOf(made))).not.toContain('某群众反映');
  });

  it('tells of each commit before it is appended, and then how long that took', async () => {
    const told: unknown[] = [];
    const made = host(undefined, undefined, {
      onAppending: (commitId) => told.push(commitId),
      onAppend: (seconds, { ledger }) => told.push([seconds >= 0, ledger]),
    });
    const result = await made.executor.execute(made.request('open-tally', { code: 'c-1' }));
    expect(told).toEqual([result.commit?.id, [true, LEDGER]]);
  });
});

describe('who may', () => {
  it.each([
    ['another role', holding('principal')],
    ['another unit', holding('branch-clerk', 'b-2')],
    ['the role of policies, sent by a person', holding('system', 'b-2')],
  ])('not %s', async (_what, sender) => {
    const made = await opened();
    await expect(made.executor.execute(made.request('count', count(1), { sender }))).rejects.toMatchObject({
      definition: PROBLEMS.forbidden,
    });
  });

  it('a policy where the command declares it, nowhere else', async () => {
    const made = await opened();
    const cause = { event: CAUSE, depth: 3 };
    const sender: Sender = { account: 'policy:p' };
    await made.executor.execute(made.request('count', count(1), { sender, cause }));
    expect((await dataOf(made)).at(-1)).toMatchObject({ reliedOn: { depth: 3 } });
    await expect(
      made.executor.execute(made.request('close-tally', { seen: 0 }, { sender, cause })),
    ).rejects.toMatchObject({ definition: PROBLEMS.forbidden });
  });

  it('no chain of causes without end', async () => {
    const made = await opened();
    const at = (depth: number) => made.request('count', count(1), { cause: { event: CAUSE, depth } });
    await made.executor.execute(at(MAX_CAUSE_DEPTH));
    await expect(made.executor.execute(at(MAX_CAUSE_DEPTH + 1))).rejects.toMatchObject({
      definition: PROBLEMS.causeDepth,
    });
  });
});

describe('a retry under the same commit id', () => {
  it('is answered with what the first try did, whatever happened since', async () => {
    const made = await opened();
    const first = await made.executor.execute(made.request('count', count(60), { key: 'k' }));
    await made.executor.execute(made.request('count', count(30)));
    const size = await sizeOf(made);
    const again = await made.executor.execute(made.request('count', count(60), { key: 'k' }));
    expect(again).toEqual({ ...first, repeated: true });
    expect(await sizeOf(made)).toBe(size);
  });

  it.each<[string, string, JsonObject, Partial<CommandRequest>]>([
    ['another input', 'count', count(61), {}],
    ['another command', 'close-tally', { seen: 1 }, {}],
    ['another target', 'count', count(60), { id: 't-2' }],
    ['a reason besides', 'count', count(60), { effectiveOn: '2014-07-02', lateReason: '补录' }],
  ])('is refused with %s', async (_what, verb, input, parts) => {
    const made = await opened();
    await made.executor.execute(made.request('count', count(60), { key: 'k' }));
    const size = await sizeOf(made);
    await expect(made.executor.execute(made.request(verb, input, { key: 'k', ...parts }))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await sizeOf(made)).toBe(size);
  });

  it('may follow a refused first try, which was not recorded', async () => {
    const made = host();
    await expect(made.executor.execute(made.request('count', count(1), { key: 'k' }))).rejects.toMatchObject(
      problem('TALLY_STATE'),
    );
    await made.executor.execute(made.request('open-tally', { code: 'c-1' }));
    expect(await made.executor.execute(made.request('count', count(1), { key: 'k' }))).toMatchObject({
      repeated: false,
    });
  });

  it('does it once when both are on their way at once, in one process or in two', async () => {
    const database = new MemoryDatabase();
    const [one, two] = [await opened(database), host(database)];
    const results = await Promise.all(
      [one, one, two].map((made) => made.executor.execute(made.request('count', count(60), { key: 'k' }))),
    );
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(results.map(({ commit }) => commit?.seq)).size).toBe(1);
  });

  it.each<[string, Partial<CommandRequest>]>([
    ['by its decider', {}],
    ['for its If-Match', { ifMatch: 0 }],
  ])('that overtakes the first try and is refused %s for what that did is answered like it', async (_what, parts) => {
    let asked = 0;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const made = await opened(undefined, async () => {
      asked += 1;
      if (asked === 1) await held; // the retry looks its facts up slowly
      return 100;
    });
    const late = made.executor.execute(made.request('count', count(60), { key: 'k', ...parts }));
    const first = await made.executor.execute(made.request('count', count(60), { key: 'k', ...parts }));
    release();
    expect(await late).toEqual({ ...first, repeated: true });
  });
});

describe('what others write meanwhile', () => {
  it('is found out by the expected revision, and the decision made again', async () => {
    const database = new MemoryDatabase();
    const [one, two] = [await opened(database), host(database)];
    await one.executor.execute(one.request('count', count(10), { key: 'a' }));
    await two.executor.execute(two.request('count', count(20), { key: 'b' }));
    expect(await one.executor.execute(one.request('count', count(30), { key: 'c' }))).toMatchObject({ revision: 3 });
    await expect(two.executor.execute(two.request('count', count(41), { key: 'd' }))).rejects.toMatchObject(
      problem('TALLY_LIMIT', { total: 60 }),
    );
  });

  it('undoes a refusal that was out of date', async () => {
    const database = new MemoryDatabase();
    const [one, two] = [host(database), host(database)];
    await expect(one.executor.execute(one.request('count', count(1)))).rejects.toMatchObject(problem('TALLY_STATE'));
    await two.executor.execute(two.request('open-tally', { code: 'c-1' }));
    expect(await one.executor.execute(one.request('count', count(1)))).toMatchObject({ revision: 1 });
  });

  it('also counts where nothing seemed left to do', async () => {
    const database = new MemoryDatabase();
    const [one, two] = [await opened(database), host(database)];
    await two.executor.execute(two.request('count', count(1), { key: 'b' }));
    expect(await one.executor.execute(one.request('count', count(0)))).toMatchObject({ commit: null, revision: 1 });
    await two.executor.execute(two.request('close-tally', { seen: 3 }, { key: 'c' }));
    await expect(one.executor.execute(one.request('count', count(0)))).rejects.toMatchObject(problem('TALLY_STATE'));
  });

  it('loses nothing and counts nothing twice among many at once', async () => {
    const database = new MemoryDatabase();
    const hosts = [await opened(database), host(database), host(database)];
    /** As a client does: what was too busy is sent again under its key. */
    const patiently = async (made: Host, key: string): Promise<number> => {
      for (;;) {
        try {
          return (await made.executor.execute(made.request('count', count(1), { key }))).revision;
        } catch (error) {
          if (!(error instanceof ContentionError)) throw error;
        }
      }
    };
    const revisions = await Promise.all(
      hosts.flatMap((made, h) => [0, 1, 2, 3, 4].map((i) => patiently(made, `${String(h)}-${String(i)}`))),
    );
    expect(revisions.sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
  });

  it('does not give a taken code to a second one', async () => {
    const database = new MemoryDatabase();
    const [one, two] = [await opened(database), host(database)];
    const size = await sizeOf(one);
    for (const made of [one, two])
      await expect(
        made.executor.execute(made.request('open-tally', { code: 'c-1' }, { id: 't-2', key: 'k-2' })),
      ).rejects.toMatchObject(problem('CLAIM_TAKEN', { stream: 'code/c-1' }));
    expect(await sizeOf(one)).toBe(size);
    expect(await one.executor.execute(one.request('open-tally', { code: 'c-2' }, { id: 't-2' }))).toMatchObject({
      revision: 0,
    });
  });

  it('keeps a gate shut that saw less', async () => {
    const made = await opened();
    await made.executor.execute(made.request('count', count(1)));
    const { size } = (await made.store.head(LEDGER)) ?? { size: 0 };
    await expect(made.executor.execute(made.request('close-tally', { seen: 1 }))).rejects.toMatchObject({
      code: 'CONTENTION',
    });
    expect(await made.executor.execute(made.request('close-tally', { seen: size - 1 }))).toMatchObject({ revision: 2 });
  });
});

describe('If-Match', () => {
  it('lets the command through at the revision the sender saw, and nowhere else', async () => {
    const made = await opened();
    expect(await made.executor.execute(made.request('count', count(1), { ifMatch: 0 }))).toMatchObject({ revision: 1 });
    for (const ifMatch of [-1, 0, 2])
      await expect(made.executor.execute(made.request('count', count(1), { ifMatch }))).rejects.toMatchObject(
        problem('STALE_REVISION', { revision: 1 }),
      );
  });

  it('is judged by what the store says, not by what is kept here', async () => {
    const database = new MemoryDatabase();
    const [one, two] = [await opened(database), host(database)];
    await two.executor.execute(two.request('count', count(1), { key: 'b' }));
    await expect(one.executor.execute(one.request('count', count(1), { ifMatch: 0 }))).rejects.toMatchObject(
      problem('STALE_REVISION', { revision: 1 }),
    );
    expect(await one.executor.execute(one.request('count', count(1), { ifMatch: 1 }))).toMatchObject({ revision: 2 });
  });
});

describe('an act of another day', () => {
  it('before today needs a reason, which is sealed', async () => {
    const made = await opened();
    await expect(
      made.executor.execute(made.request('count', count(1), { effectiveOn: '2014-07-01' })),
    ).rejects.toMatchObject(problem('LATE_REASON_MISSING'));
    await made.executor.execute(
      made.request('count', count(1), { effectiveOn: '2014-07-01', lateReason: '出差后补录' }),
    );
    const late = (await dataOf(made)).at(-1)?.['late'];
    expect(late).toMatchObject({ effectiveOn: '2014-07-01' });
    expect(JSON.stringify(late)).not.toContain('出差');
  });

  it('needs no reason when it is today', async () => {
    const made = await opened();
    for (const parts of [{ lateReason: 'x' }, { lateReason: 'x', effectiveOn: '2014-07-02' }])
      await expect(made.executor.execute(made.request('count', count(1), parts))).rejects.toMatchObject(
        problem('LATE_REASON_NEEDLESS'),
      );
  });

  it('rests on facts as of that day', async () => {
    const asked: (string | undefined)[] = [];
    const made = await opened(undefined, ({ on }) => {
      asked.push(on);
      return Promise.resolve(100);
    });
    await made.executor.execute(made.request('count', count(1)));
    await made.executor.execute(made.request('count', count(1), { effectiveOn: '2014-07-01', lateReason: '补录' }));
    expect(asked).toEqual(['2014-07-02', '2014-07-01']);
  });

  it('is judged by the date of the deployment’s zone', async () => {
    const made = await opened();
    expect(await made.executor.execute(made.request('count', count(1), { effectiveOn: '2014-07-02' }))).toMatchObject({
      revision: 1,
    });
    expect((await dataOf(made)).at(-1)).not.toHaveProperty('late');
  });

  it('after today is refused', async () => {
    const made = await opened();
    await expect(
      made.executor.execute(made.request('count', count(1), { effectiveOn: '2014-07-03', lateReason: 'x' })),
    ).rejects.toMatchObject(problem('EFFECTIVE_IN_FUTURE'));
  });
});
