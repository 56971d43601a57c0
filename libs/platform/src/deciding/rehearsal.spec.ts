import { manualClock, type JsonObject } from '@taizhang/kernel';
import { ContextRegistry } from '../context/context-registry.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { CommandRequest } from './command-request.js';
import { Rehearsal, type RehearsalOptions } from './rehearsal.js';
import { tallyFeature } from './tally.examples.js';

const LIMIT = 5;
const registry = new ContextRegistry();
registry.register(tallyFeature(() => Promise.resolve(LIMIT)));

function request(verb: string, input: JsonObject = {}): CommandRequest {
  const found = registry.command('samples', 'tally', verb);
  if (found === undefined) throw new Error(`no command ${verb}`);
  const commitId = '00000000-0000-8000-8000-000000000001';
  return { found, bureau: 'b-1', id: 't-1', input, commitId, sender: { account: 'acct-1' } };
}
const count = (by: number) => request('count', { by, note: null });

function rehearsal(total: number | null, more: Partial<RehearsalOptions> = {}): Rehearsal {
  return new Rehearsal({
    timeZone: 'Asia/Shanghai',
    clock: manualClock('2014-07-20T02:00:00.000Z'),
    states: { refresh: () => Promise.resolve({ state: { total }, revision: total === null ? -1 : 0 }) },
    facts: { resolve: () => Promise.resolve({ needs: { limit: LIMIT }, consulted: new Map() }) },
    authoriser: {
      toAct: () =>
        Promise.resolve({
          principal: { actor: { id: 'acct-1', role: 'branch-clerk' }, unit: 'b-1', clearance: 1 },
          consulted: [],
        }),
    },
    ...more,
  });
}

describe('rehearsing commands', () => {
  it('finds nothing wrong with what would be done, each command after the one before', async () => {
    expect(await rehearsal(0).of([count(2), count(3)])).toBeUndefined();
    expect(await rehearsal(null).of([])).toBeUndefined();
  });

  it('names the first that would be refused, and by what', async () => {
    const refused = await rehearsal(0).of([count(2), count(3), count(1), count(9)]);
    expect(refused).toMatchObject({ at: 2, problem: { definition: { code: 'TALLY_LIMIT' }, details: { total: 5 } } });
    expect(await rehearsal(null).of([count(1)])).toMatchObject({
      at: 0,
      problem: { definition: { code: 'TALLY_STATE' } },
    });
  });

  it('names what is not in the power of whoever rehearses', async () => {
    const authoriser = { toAct: () => Promise.reject(new ProblemError(PROBLEMS.forbidden)) };
    expect(await rehearsal(0, { authoriser }).of([count(1)])).toMatchObject({
      at: 0,
      problem: { definition: { code: 'FORBIDDEN' } },
    });
  });

  it('takes nothing for a refusal that is none: facts that are out of date, a store that is away', async () => {
    const facts = { resolve: () => Promise.reject(new ProblemError(PROBLEMS.factsStale)) };
    await expect(rehearsal(0, { facts }).of([count(1)])).rejects.toMatchObject({ definition: { code: 'FACTS_STALE' } });
  });
});
