import { MemoryFollowerState, MemoryLedgers, FollowerMemory } from '@taizhang/messaging-conformance';
import { instantOf, policy, type PolicyCommand } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { asRecorded, type HandlerAnswer } from '@taizhang/messaging-port';
import { Settlement, type SettlementPeer } from './settlement.js';
import { MAX_SETTLEMENT_ROUNDS, Settling } from './settling.js';

const NOTED = 'issues.IssueNoted';

/** Policies by name on one set of ledgers; what they were asked and what they did is written down in order. */
function scene(...names: readonly string[]) {
  const ledgers = new MemoryLedgers();
  const state = new MemoryFollowerState(new FollowerMemory(), () => 0);
  const log: string[] = [];
  const answers = new Map<string, HandlerAnswer>();
  const onCarryOut = { act: (_name: string, _event: RecordedEvent): void => undefined };
  const command = (id: string): PolicyCommand => ({
    context: 'issues',
    aggregate: 'issue',
    command: 'NoteIssue',
    bureau: 'b-1',
    id,
    input: {},
  });
  const policies = names.map((name) =>
    policy({
      name,
      context: 'issues',
      clauses: [],
      on: { [NOTED]: { version: 1 } },
      react: () => Promise.resolve([command(name)]),
    }),
  );
  const host = (own: typeof policies, state: MemoryFollowerState) =>
    new Settlement({
      policies: own,
      state,
      setClock: (now) => {
        log.push(`clock ${now}`);
        return Promise.resolve();
      },
      seal: () => {
        log.push('seal');
        return Promise.resolve();
      },
      owner: ledgers.owner(),
      deadlines: { pending: () => Promise.resolve([]), act: () => Promise.resolve() },
      upcast: asRecorded,
      catchUp: () => {
        log.push('catch up');
        return Promise.resolve();
      },
      reactions: {
        decide: (asked, event) => {
          log.push(`decide ${asked.name} ${event.ledger}@${String(event.idx)}`);
          return asked.react({ ...event, meta: event } as never, { find: () => Promise.resolve([]) }); // it looks at nothing
        },
        carryOut: (asked, event) => {
          log.push(`run ${asked.name} ${event.ledger}@${String(event.idx)}`);
          onCarryOut.act(asked.name, event);
          return Promise.resolve(answers.get(asked.name) ?? { kind: 'handled' });
        },
      },
    });
  const settling = new Settling([host(policies, state)]);
  /** The policies on as many hosts, one each. */
  const apart = () => policies.map((one) => host([one], new MemoryFollowerState(new FollowerMemory(), () => 0)));
  return { ledgers, state, log, answers, onCarryOut, settling, apart };
}

describe('settling under the manual clock', () => {
  it('collects all reactions of a round before it runs any, in order of source ledger, index and policy', async () => {
    const { ledgers, log, settling } = scene('second', 'first');
    ledgers.append('issues/b-2', { type: NOTED });
    ledgers.append('issues/b-1', { type: NOTED }, { type: 'issues.OtherThing' }, { type: NOTED });
    await expect(settling.settle()).resolves.toEqual({ rounds: 1, reactions: 6 });
    const runs = log.filter((line) => line.startsWith('run'));
    expect(runs).toEqual([
      'run first issues/b-1@0',
      'run second issues/b-1@0',
      'run first issues/b-1@2',
      'run second issues/b-1@2',
      'run first issues/b-2@0',
      'run second issues/b-2@0',
    ]);
    const firstRun = log.findIndex((line) => line.startsWith('run'));
    expect(log.slice(firstRun).filter((line) => line.startsWith('decide'))).toEqual([]);
  });

  it('goes on in rounds until one is empty, and does nothing twice', async () => {
    const { ledgers, onCarryOut, settling, log } = scene('one');
    ledgers.append('issues/b-1', { type: NOTED });
    onCarryOut.act = (_name, { idx }) => void (idx < 2 && ledgers.append('issues/b-1', { type: NOTED }));
    await expect(settling.settle()).resolves.toEqual({ rounds: 3, reactions: 3 });
    await expect(settling.settle()).resolves.toEqual({ rounds: 0, reactions: 0 });
    expect(log.filter((line) => line.startsWith('run'))).toHaveLength(3);
  });

  it('runs one at a time, however many ask at once', async () => {
    const { ledgers, onCarryOut, settling, log } = scene('one');
    ledgers.append('issues/b-1', { type: NOTED });
    onCarryOut.act = (_name, { idx }) => void (idx < 2 && ledgers.append('issues/b-1', { type: NOTED }));
    const settled = await Promise.all([1, 2, 3].map(() => settling.settle()));
    const nothing = { rounds: 0, reactions: 0 };
    expect(settled).toEqual([{ rounds: 3, reactions: 3 }, nothing, nothing]);
    ledgers.append('issues/b-1', { type: NOTED });
    expect(await Promise.all([1, 2, 3].map(() => settling.settle()))).toEqual([
      { rounds: 1, reactions: 1 },
      nothing,
      nothing,
    ]);
    expect(log.filter((line) => line.startsWith('run'))).toHaveLength(4);
  });

  it('records a refusal and goes on', async () => {
    const { ledgers, answers, state, settling } = scene('one');
    answers.set('one', { kind: 'refused', code: 'DUTY_NOT_HELD' });
    ledgers.append('issues/b-1', { type: NOTED });
    await settling.settle();
    await expect(state.refusals('policy:issues.one')).resolves.toMatchObject([{ idx: 0, code: 'DUTY_NOT_HELD' }]);
    await expect(settling.settle()).resolves.toEqual({ rounds: 0, reactions: 0 });
  });

  it('repeats a reaction whose end was not noted, and stops when policies answer each other for ever', async () => {
    const { ledgers, onCarryOut, settling } = scene('one');
    ledgers.append('issues/b-1', { type: NOTED });
    onCarryOut.act = () => {
      throw new Error('the store is away');
    };
    await expect(settling.settle()).rejects.toThrow('the store is away');
    onCarryOut.act = () => void ledgers.append('issues/b-1', { type: NOTED });
    await expect(settling.settle()).rejects.toThrow(`after ${String(MAX_SETTLEMENT_ROUNDS)} rounds`);
  });

  it('lets all hosts collect before any runs, and runs across hosts in the one order', async () => {
    const { ledgers, log, apart } = scene('second', 'first');
    const settling = new Settling(apart());
    ledgers.append('issues/b-2', { type: NOTED });
    ledgers.append('issues/b-1', { type: NOTED }, { type: NOTED });
    await expect(settling.settle()).resolves.toEqual({ rounds: 1, reactions: 6 });
    const firstRun = log.findIndex((line) => line.startsWith('run'));
    expect(log.slice(0, firstRun).filter((line) => line.startsWith('decide'))).toHaveLength(6);
    expect(log.slice(firstRun, firstRun + 6)).toEqual([
      'run first issues/b-1@0',
      'run second issues/b-1@0',
      'run first issues/b-1@1',
      'run second issues/b-1@1',
      'run first issues/b-2@0',
      'run second issues/b-2@0',
    ]);
  });

  it('lets all hosts seal once nothing is left to run, and not when something fails', async () => {
    const { ledgers, log, apart, onCarryOut } = scene('one', 'other');
    const settling = new Settling(apart());
    ledgers.append('issues/b-1', { type: NOTED });
    onCarryOut.act = () => {
      throw new Error('the store is away');
    };
    await expect(settling.settle()).rejects.toThrow('the store is away');
    expect(log).not.toContain('seal');
    onCarryOut.act = () => undefined;
    await settling.settle();
    expect(log.slice(-2)).toEqual(['seal', 'seal']);
    expect(log.filter((line) => line === 'seal')).toHaveLength(2);
  });

  it('sets the time on all hosts', async () => {
    const { log, apart } = scene('one', 'other');
    await new Settling(apart()).setClock(instantOf(0));
    expect(log).toEqual(['clock 1970-01-01T00:00:00.000Z', 'clock 1970-01-01T00:00:00.000Z']);
  });

  it('begins the round again when a host was started anew between collecting and running', async () => {
    const { ledgers, log, apart } = scene('one', 'other');
    const [one, other] = apart();
    const [anew] = apart();
    if (one === undefined || other === undefined || anew === undefined) throw new Error('no hosts');
    ledgers.append('issues/b-1', { type: NOTED });
    let killed = false;
    const revived: SettlementPeer = {
      setClock: (now) => one.setClock(now),
      seal: () => anew.seal(),
      collect: () => (killed ? anew : one).collect(),
      run: (reactions) => {
        killed = true;
        return anew.run(reactions);
      },
    };
    const settling = new Settling([revived, other]);
    await expect(settling.settle()).rejects.toThrow('was not collected');
    await expect(settling.settle()).resolves.toEqual({ rounds: 1, reactions: 2 });
    expect(log.filter((line) => line.startsWith('run'))).toHaveLength(2);
  });
});
