import { isRejection, type DecidedEvent, type JsonObject } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { unit, type Unit } from '@taizhang/organization-domain';
import { powerDirectoryView, principalOn, unitDirectoryView, type DirectoryPower } from '@taizhang/platform';
import { eventIdAt, fold, projected } from '@taizhang/testkit';
import fc from 'fast-check';
import { officeOf, unitOn } from './unit-spans.js';
import { unitsView, type UnitRow } from './units.view.js';

const TODAY = '2014-08-20';
const DAYS = Array.from({ length: 20 }, (_none, i) => `2014-08-${String(i + 1).padStart(2, '0')}`);
const BUREAU = 'wgx-0371';
const registered = unitEvents.UnitRegistered({
  unit: 'b-jia',
  level: 'BRANCH',
  parent: BUREAU,
  name: '支部',
  from: '2014-08-01',
});

/** A command somebody tries, whatever becomes of it. */
interface Attempt {
  readonly command: string;
  readonly input: JsonObject;
}

const day = fc.constantFrom(...DAYS);
const person = fc.constantFrom('P-1', 'P-2', 'P-3');
const basis = '文件';
const office = fc.record({ person, from: day, acting: fc.boolean() });
const attempt: fc.Arbitrary<Attempt> = fc.oneof(
  fc
    .record({ command: fc.constantFrom('AppointPrincipal', 'ChangePrincipal'), office })
    .map(({ command, office: { person: who, from, acting } }) => ({
      command,
      input: { person: who, from, acting, basis },
    })),
  fc
    .record({
      command: fc.constantFrom('WithdrawPrincipalAppointment', 'WithdrawPrincipalChange', 'WithdrawUnitEnd'),
      rev: fc.nat({ max: 9 }),
    })
    .map(({ command, rev }) => ({ command, input: { event: eventIdAt(rev), reason: '误录' } })),
  day.map((from) => ({ command: 'AbolishUnit', input: { from, basis } })),
  fc.record({ office, rename: fc.boolean() }).map(({ office: { person: who, from, acting }, rename }) => ({
    command: 'MergeUnits',
    input: {
      predecessors: ['b-yi'],
      from,
      principal: { person: who, acting },
      name: rename ? '新名' : null,
      basis,
    },
  })),
  fc.record({ office }).map(({ office: { person: who, from } }) => ({
    command: 'SplitUnit',
    input: {
      from,
      basis,
      into: [
        { unit: 'b-a', name: 'a', principal: { person: who } },
        { unit: 'b-b', name: 'b', principal: { person: who } },
      ],
    },
  })),
  day.map((from) => ({ command: 'RenameUnit', input: { name: '新名', from, reason: '更名' } })),
);

/** Everything known that is asked for, so that nothing is refused but by the unit's own state and the dates. */
const NEEDS = {
  person: BUREAU,
  'P-1': BUREAU,
  'P-2': BUREAU,
  'P-3': BUREAU,
  'unit b-yi': {
    seen: 3,
    unit: {
      level: 'BRANCH',
      from: '2014-01-01',
      namedFrom: '2014-01-01',
      parents: [],
      principals: [],
      ended: null,
    },
  },
};

/** Events of the unit's own stream after all attempts that were not refused. */
function historyOf(attempts: readonly Attempt[]): readonly DecidedEvent[] {
  const history: DecidedEvent[] = [registered];
  for (const { command: name, input } of attempts) {
    const command = unit.commands.find((each) => each.name === name);
    if (command === undefined) throw new Error(`no command ${name}`);
    const actor = { id: 'acct-committee', role: 'committee-secretary' } as const;
    const facts = { now: `${TODAY}T02:00:00.000Z`, today: TODAY, effectiveOn: TODAY, actor, needs: NEEDS };
    const target = { bureau: BUREAU, id: 'b-jia' };
    const decision = command.decide(command.schema.parse(input) as never, fold(unit, history), facts, target); // parsed by its own schema
    if (!isRejection(decision)) history.push(...('events' in decision ? decision.events : decision));
  }
  return history;
}

describe('the office of principal 一把手, whatever is tried and withdrawn', () => {
  it('[C6.7] is held by exactly one person on every day from the first appointment to the end, in every view alike', () => {
    let [appointed, ends] = [0, 0];
    const places = { ledger: `organization/${BUREAU}`, stream: 'unit/b-jia', catalogue: unitEvents } as const;
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 14 }), (attempts) => {
        const history = historyOf(attempts);
        const state = fold(unit, history) as Unit; // it was registered
        const row = projected(unitsView, places, history)['b-jia'] as unknown as UnitRow; // as the view writes it
        const directory = projected(unitDirectoryView('issues'), places, history)['b-jia'] ?? {};
        const powers = Object.values(
          projected(powerDirectoryView('issues'), places, history),
        ) as (DirectoryPower | null)[]; // as the view writes them
        const first = state.principals[0]?.from;
        appointed += first === undefined ? 0 : 1;
        ends += state.ended === null ? 0 : 1;
        for (const on of DAYS) {
          const stands = state.ended === null || on < state.ended.on;
          const expected = stands && first !== undefined && first <= on ? 1 : 0;
          const holding = powers.filter((power) =>
            power?.spans.some(({ from, to }) => from <= on && (to === null || on < to)),
          );
          expect(holding.length).toBe(expected);
          const spans = officeOf(row).filter(({ from, to }) => from <= on && (to === null || on < to));
          // No day without an entry while the unit stands, be it that the office is vacant; and none twice.
          expect(spans.length).toBe(stands ? 1 : 0);
          expect(spans.filter(({ vacant }) => !vacant).length).toBe(expected);
          const who = state.principals.findLast(({ from }) => from <= on);
          if (!stands) continue;
          expect(unitOn(row, on)).toMatchObject({ principal: who?.person ?? null, acting: who?.acting ?? false });
          expect(principalOn(directory, on)).toBe(who?.person ?? null);
          expect(spans[0]).toMatchObject({ person: who?.person ?? null, acting: who?.acting ?? false });
          expect(holding[0]?.person).toBe(who?.person);
        }
      }),
      { numRuns: 150 },
    );
    // What is tried comes to something often enough to be believed.
    expect(Math.min(appointed, ends)).toBeGreaterThan(15);
  });
});
