import { z } from 'zod';
import { ACTS, actsOf } from './acts.js';
import { aggregate, evolveWith } from './aggregate.js';
import { command } from './command.js';
import { event, events } from './event.js';
import { id, int, redactable, text } from './fields.js';
import { derivedUuid } from './ids.js';
import { role } from './roles.js';
import { withdrawal, withdrawn } from './withdrawal.js';

const catalogue = events('probe', {
  Added: event({ version: 1, clr: 1, clauses: [], schema: z.strictObject({ to: id(), by: int() }) }),
  Noted: event({ version: 1, clr: 1, clauses: [], schema: z.strictObject({ note: redactable(1, text()) }) }),
  AdditionWithdrawn: withdrawn({ clr: 1, clauses: [] }),
});
interface Sums {
  readonly sums: Readonly<Record<string, number>>;
}
const withdrawAddition = withdrawal<Sums, typeof catalogue, 'Added'>({
  name: 'WithdrawAddition',
  title: { zh: '撤回', en: 'Withdraw' },
  clauses: [],
  allow: role('branch-clerk').at('unit'),
  events: catalogue,
  act: 'Added',
  by: 'AdditionWithdrawn',
  builtOn: { Added: (act, later) => later.to === act.to },
});
const declaration = { context: 'probe', events: catalogue, initial: { sums: {} } };
const evolve = {
  'probe.Added': (state: Sums, { to, by }: { readonly to: string; readonly by: number }) => ({
    sums: { ...state.sums, [to]: (state.sums[to] ?? 0) + by },
  }),
  'probe.Noted': (state: Sums) => state,
  'probe.AdditionWithdrawn': (state: Sums) => state,
};
const remembering = aggregate<Sums, typeof catalogue>({
  ...declaration,
  name: 'remembering',
  evolve,
  commands: [withdrawAddition],
});
const forgetful = aggregate<Sums, typeof catalogue>({
  ...declaration,
  name: 'forgetful',
  evolve,
  commands: [
    command({
      name: 'Add',
      title: { zh: '加', en: 'Add' },
      clauses: [],
      schema: z.strictObject({}),
      allow: role('branch-clerk').at('unit'),
      decide: () => [],
    }),
  ],
});

const idAt = (rev: number) => derivedUuid('probe', String(rev));
function folded(of: typeof remembering, ...acts: readonly (readonly [type: string, data: object])[]): Sums {
  return acts.reduce<Sums>(
    (state, [type, data], rev) =>
      evolveWith(of, state, {
        type: `probe.${type}`,
        data,
        meta: { id: idAt(rev), idx: rev, rev, time: '2014-07-20T02:00:00.000Z', actor: { id: 'a', role: 'system' } },
      }),
    of.initial,
  );
}

describe('withdrawal of acts 撤回', () => {
  it('folds the state again without the withdrawn act, whatever came between', () => {
    const state = folded(
      remembering,
      ['Added', { to: 'x', by: 1 }],
      ['Added', { to: 'y', by: 2 }],
      ['Noted', {}],
      ['AdditionWithdrawn', { event: idAt(0) }],
      ['Added', { to: 'x', by: 5 }],
    );
    expect(state.sums).toEqual({ x: 5, y: 2 });
  });

  it('remembers declared open fields only, and which event withdrew an act', () => {
    const state = folded(
      remembering,
      ['Added', { to: 'x', by: 1, reliedOn: { depth: 0 } }],
      ['Noted', { _sd: ['digest'], _sdl: [1] }],
      ['AdditionWithdrawn', { event: idAt(0), _sd: ['digest'] }],
    );
    expect(actsOf(state)).toMatchObject([
      { type: 'probe.Added', data: { to: 'x', by: 1 }, withdrawn: idAt(2) },
      { type: 'probe.Noted', data: {} },
      { type: 'probe.AdditionWithdrawn', data: { event: idAt(0) } },
    ]);
    expect(JSON.stringify(state)).not.toMatch(/_sd|reliedOn/);
  });

  it('leaves the acts alone when the event names none of the kind it withdraws', () => {
    const state = folded(
      remembering,
      ['Noted', {}],
      ['Added', { to: 'x', by: 1 }],
      ['AdditionWithdrawn', { event: idAt(0) }],
    );
    expect(state.sums).toEqual({ x: 1 });
    expect(actsOf(state).every((act) => act.withdrawn === undefined)).toBe(true);
  });

  it('remembers nothing where nothing can be withdrawn', () => {
    expect(folded(forgetful, ['Added', { to: 'x', by: 1 }])).not.toHaveProperty(ACTS);
  });

  it('refuses a declaration that names an event of no catalogue', () => {
    const broken = { ...withdrawAddition, events: catalogue, act: 'Added', by: 'Nothing', builtOn: {} } as const;
    expect(() => withdrawal(broken as never)).toThrow(TypeError); // a name the types forbid
  });
});
