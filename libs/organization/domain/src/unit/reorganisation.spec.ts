import type { JsonObject } from '@taizhang/kernel';
import { isRejection, type WideDecision } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { abolishUnit } from './abolish-unit.command.js';
import { appointPrincipal } from './appoint-principal.command.js';
import { changePrincipal } from './change-principal.command.js';
import { endBureau } from './end-bureau.command.js';
import { mergeUnits } from './merge-units.command.js';
import { renameUnit } from './rename-unit.command.js';
import { reparentUnit } from './reparent-unit.command.js';
import { splitUnit } from './split-unit.command.js';
import type { UnitStanding } from './unit-standing.js';
import { unit } from './unit.aggregate.js';
import { withdrawPrincipalAppointment } from './withdraw-principal-appointment.command.js';
import { withdrawUnitEnd } from './withdraw-unit-end.command.js';

const bureau = 'wgx-0371';
const basis = '机构改革方案';
const terms = { unit: 'b-jia', acting: false, clearance: 1, basis: '任职文件' };
const registered = unitEvents.UnitRegistered({
  unit: 'b-jia',
  level: 'BRANCH',
  parent: bureau,
  name: '群艺馆支部',
  from: '2014-01-01',
});
const appointed = unitEvents.PrincipalAppointed({ ...terms, person: 'P-1', from: '2014-01-01' });
const ended = unitEvents.UnitEnded({
  unit: 'b-jia',
  kind: 'ABOLISHED',
  successors: ['wgx-0371/b-yi'],
  on: '2014-07-01',
  principal: 'P-1',
  basis,
});
const standing = (more: Partial<NonNullable<UnitStanding['unit']>> = {}): JsonObject =>
  ({
    seen: 9,
    unit: {
      level: 'BRANCH',
      from: '2014-01-01',
      namedFrom: '2014-01-01',
      parents: [{ parent: bureau, from: '2014-01-01' }],
      principals: [{ person: 'P-1', from: '2014-02-01', acting: false }],
      ended: null,
      ...more,
    },
  }) as unknown as JsonObject; // holds JSON only
const persons = Object.fromEntries(['P-1', 'P-2', 'P-3'].map((person) => [`organization.person/${person}`, bureau]));
const known = {
  ...persons,
  'organization.unit-path/wgx-0371/b-yi': ['wgx-0371/b-yi', bureau],
  'organization.unit-standing/wgx-0371/b-jia': standing(),
  'organization.unit-standing/wgx-0371/b-yi': standing({ principals: [] }),
};
const at = (id: string) => ({ bureau, id, known });
const TODAY = '2014-07-20';

describe('abolish unit 撤销单位', () => {
  const input = { from: '2014-07-01', successor: 'wgx-0371/b-yi', basis };

  it('[C6.7] ends a branch and its principal’s office; whoever takes it over is named', () => {
    given(unit, registered, appointed).when(abolishUnit, input, at('b-jia')).then(ended);
    given(unit, registered)
      .when(abolishUnit, { from: '2014-07-01', basis }, at('b-jia'))
      .then(unitEvents.UnitEnded({ ...ended.data, successors: [], principal: null }));
  });

  it('refuses a unit that is unknown, ended, or no branch', () => {
    given(unit).when(abolishUnit, input, at('b-jia')).thenRejected('UNIT_UNKNOWN');
    given(unit, registered, ended)
      .when(abolishUnit, input, at('b-jia'))
      .thenRejected('UNIT_ABOLISHED', { unit: 'b-jia', on: '2014-07-01', successors: ['wgx-0371/b-yi'] });
    const itself = unitEvents.UnitRegistered({ ...registered.data, unit: bureau, level: 'BUREAU', parent: 'city-jc' });
    given(unit, itself).when(abolishUnit, input, at(bureau)).thenRejected('UNIT_NOT_BRANCH');
  });

  it('refuses a successor that is the unit itself, unknown or ended, or not named by its reference', () => {
    const branch = given(unit, registered, appointed);
    const refused = (successor: string, code: string) => {
      branch.when(abolishUnit, { ...input, successor }, at('b-jia')).thenRejected(code);
    };
    refused('wgx-0371/b-jia', 'UNITS_REPEATED');
    refused('wgx-0371/b-bing', 'SUCCESSOR_UNKNOWN');
    refused('b-yi', 'SUCCESSOR_UNKNOWN');
  });

  it('refuses a day to come, and one on which a change began or before it', () => {
    const branch = given(
      unit,
      registered,
      appointed,
      unitEvents.UnitRenamed({ unit: 'b-jia', name: '文化馆支部', from: '2014-06-30', reason: '更名' }),
    );
    branch.when(abolishUnit, { ...input, from: '2014-07-21' }, at('b-jia')).thenRejected('DATE_IN_FUTURE');
    branch
      .when(abolishUnit, { ...input, from: '2014-06-30' }, at('b-jia'))
      .thenRejected('DATE_BEFORE_LAST', { last: '2014-06-30' });
    branch.when(abolishUnit, { ...input, from: '2014-07-01' }, at('b-jia')).then(ended);
  });

  it('leaves nothing to be done to the unit', () => {
    const over = given(unit, registered, appointed, ended);
    const office = { person: 'P-2', from: TODAY, basis: '任职文件' };
    over.when(renameUnit, { name: '新名', from: TODAY, reason: '更名' }, at('b-jia')).thenRejected('UNIT_ABOLISHED');
    over
      .when(reparentUnit, { parent: 'city-jc', from: TODAY, reason: '调整' }, at('b-jia'))
      .thenRejected('UNIT_ABOLISHED');
    over.when(appointPrincipal, office, at('b-jia')).thenRejected('UNIT_ABOLISHED');
    over.when(changePrincipal, office, at('b-jia')).thenRejected('UNIT_ABOLISHED');
    over
      .when(splitUnit, { from: TODAY, into: [part('b-a', 'P-2'), part('b-b', 'P-3')], basis }, at('b-jia'))
      .thenRejected('UNIT_ABOLISHED');
    over.when(mergeUnits, { predecessors: ['b-yi'], from: TODAY, basis }, at('b-jia')).thenRejected('UNIT_ABOLISHED');
    over
      .when(withdrawPrincipalAppointment, { event: eventIdAt(1), reason: '误录' }, at('b-jia'))
      .thenRejected('WITHDRAWAL_TOO_LATE');
  });
});

const part = (code: string, person: string) => ({ unit: code, name: `${code}支部`, principal: { person } });

describe('split unit 分设单位', () => {
  const input = { from: '2014-07-01', into: [part('b-a', 'P-2'), part('b-b', 'P-3')], basis };
  const branch = given(unit, registered, appointed);

  it('[C6.7] makes each part with its principal on the day on which the branch ends, in one commit', () => {
    const facts = {
      now: '2014-07-20T02:00:00.000Z',
      today: TODAY,
      effectiveOn: TODAY,
      actor: { id: 'acct-c', role: 'committee-secretary' },
      needs: { 'P-2': bureau, 'P-3': bureau },
    } as const;
    const decision = splitUnit.decide(splitUnit.schema.parse(input), branch.state, facts, { bureau, id: 'b-jia' });
    if (isRejection(decision) || !('events' in decision)) throw new Error('no wide decision');
    expect(decision.events).toEqual([
      unitEvents.UnitEnded({ ...ended.data, kind: 'SPLIT', successors: ['wgx-0371/b-a', 'wgx-0371/b-b'] }),
    ]);
    expect(decision.also?.[0]).toEqual({
      stream: 'unit/b-a',
      expect: 'no-stream',
      events: [
        unitEvents.UnitRegistered({ ...registered.data, unit: 'b-a', name: 'b-a支部', from: '2014-07-01' }),
        unitEvents.PrincipalAppointed({ ...terms, unit: 'b-a', person: 'P-2', from: '2014-07-01', basis }),
      ],
    });
    expect(decision.also?.map(({ stream }) => stream)).toEqual(['unit/b-a', 'unit/b-b']);
  });

  it('refuses codes that repeat, are the unit’s own or its bureau’s', () => {
    for (const code of ['b-b', 'b-jia', bureau])
      branch
        .when(splitUnit, { ...input, into: [part(code, 'P-2'), part('b-b', 'P-3')] }, at('b-jia'))
        .thenRejected('UNITS_REPEATED');
  });

  it('[C6.7] refuses a principal who is unknown, or gives the command', () => {
    branch
      .when(splitUnit, { ...input, into: [part('b-a', 'P-2'), part('b-b', 'P-9')] }, at('b-jia'))
      .thenRejected('PERSON_UNKNOWN', { person: 'P-9' });
    branch
      .when(splitUnit, input, { ...at('b-jia'), actor: { id: 'acct-P-3', role: 'committee-secretary' } })
      .thenRejected('SELF_AS_PRINCIPAL');
  });

  it('refuses a unit that is unknown or no branch, and bad days', () => {
    given(unit).when(splitUnit, input, at('b-jia')).thenRejected('UNIT_UNKNOWN');
    const itself = unitEvents.UnitRegistered({ ...registered.data, unit: bureau, level: 'BUREAU', parent: 'city-jc' });
    given(unit, itself).when(splitUnit, input, at('other')).thenRejected('UNIT_NOT_BRANCH');
    branch.when(splitUnit, { ...input, from: '2014-07-21' }, at('b-jia')).thenRejected('DATE_IN_FUTURE');
    branch.when(splitUnit, { ...input, from: '2014-01-01' }, at('b-jia')).thenRejected('DATE_BEFORE_LAST');
  });
});

describe('merge units 合并单位', () => {
  const input = {
    predecessors: ['b-jia', 'b-yi'],
    from: '2014-07-01',
    name: '文化馆支部',
    principal: { person: 'P-2', acting: true },
    basis,
  };
  const office = { unit: 'b-new', person: 'P-2', acting: true, clearance: 1, from: '2014-07-01', basis };
  const born = [
    unitEvents.UnitRegistered({ ...registered.data, unit: 'b-new', name: '文化馆支部', from: '2014-07-01' }),
    unitEvents.PrincipalAppointed(office),
  ];
  /** What else the commit holds, and under which condition. */
  const side = (more: JsonObject = {}): Omit<WideDecision, 'events'> => {
    const facts = {
      now: '2014-07-20T02:00:00.000Z',
      today: TODAY,
      effectiveOn: TODAY,
      actor: { id: 'acct-c', role: 'committee-secretary' },
      needs: {
        person: bureau,
        'unit b-jia': known['organization.unit-standing/wgx-0371/b-jia'],
        'unit b-yi': known['organization.unit-standing/wgx-0371/b-yi'],
      },
    } as const;
    const parsed = mergeUnits.schema.parse({ ...input, ...more });
    const decision = mergeUnits.decide(parsed, unit.initial, facts, { bureau, id: 'b-new' });
    if (isRejection(decision) || !('events' in decision)) throw new Error('no wide decision');
    const { also = [], none = [] } = decision;
    return { also, none };
  };

  it('[C6.7] makes a new branch with its name and principal, acting ones among them, on the day the others end', () => {
    given(unit)
      .when(mergeUnits, input, at('b-new'))
      .then(...born);
    const gone = { kind: 'MERGED', successors: ['wgx-0371/b-new'], on: '2014-07-01', basis } as const;
    expect(side()).toEqual({
      also: [
        {
          stream: 'unit/b-jia',
          expect: 'any',
          events: [
            unitEvents.UnitEnded({ ...gone, successors: [...gone.successors], unit: 'b-jia', principal: 'P-1' }),
          ],
        },
        {
          stream: 'unit/b-yi',
          expect: 'any',
          events: [unitEvents.UnitEnded({ ...gone, successors: [...gone.successors], unit: 'b-yi', principal: null })],
        },
      ],
      none: [
        { streams: ['unit/b-jia'], after: 8 },
        { streams: ['unit/b-yi'], after: 8 },
      ],
    });
  });

  it('[C6.7] takes branches into one that stands: its name and its principal change only if the act says so', () => {
    const own = [
      unitEvents.UnitRegistered({ ...registered.data, unit: 'b-new' }),
      unitEvents.PrincipalAppointed({ ...terms, unit: 'b-new', person: 'P-3', from: '2014-01-01' }),
    ];
    given(unit, ...own)
      .when(mergeUnits, { ...input, name: null, principal: null }, at('b-new'))
      .then();
    given(unit, ...own)
      .when(mergeUnits, input, at('b-new'))
      .then(
        unitEvents.UnitRenamed({ unit: 'b-new', name: '文化馆支部', from: '2014-07-01', reason: basis }),
        unitEvents.PrincipalChanged({ ...office, previous: 'P-3' }),
      );
    given(unit, own[0] ?? registered)
      .when(mergeUnits, { ...input, name: null }, at('b-new'))
      .then(unitEvents.PrincipalAppointed(office));
  });

  it('[C6.7] refuses a branch that would have no principal, and a change to the same one', () => {
    const without = { ...input, principal: null };
    given(unit).when(mergeUnits, without, at('b-new')).thenRejected('NEW_UNIT_WITHOUT_PRINCIPAL');
    const own = unitEvents.UnitRegistered({ ...registered.data, unit: 'b-new' });
    given(unit, own).when(mergeUnits, without, at('b-new')).thenRejected('NEW_UNIT_WITHOUT_PRINCIPAL');
    const same = unitEvents.PrincipalAppointed({
      ...terms,
      unit: 'b-new',
      person: 'P-2',
      acting: true,
      from: '2014-01-01',
    });
    given(unit, own, same).when(mergeUnits, input, at('b-new')).thenRejected('PRINCIPAL_UNCHANGED');
    given(unit)
      .when(mergeUnits, { ...input, principal: { person: 'P-9' } }, at('b-new'))
      .thenRejected('PERSON_UNKNOWN', { person: 'P-9' });
    given(unit, own)
      .when(mergeUnits, { ...input, principal: { person: 'P-9' } }, at('b-new'))
      .thenRejected('PERSON_UNKNOWN');
    given(unit)
      .when(mergeUnits, input, { ...at('b-new'), onBehalfOf: 'acct-P-2' })
      .thenRejected('SELF_AS_PRINCIPAL');
  });

  it('refuses a new branch without name', () => {
    given(unit)
      .when(mergeUnits, { ...input, name: null }, at('b-new'))
      .thenRejected('UNIT_NAME_MISSING');
  });

  it('refuses units that repeat, itself or its bureau among them', () => {
    for (const predecessors of [['b-jia', 'b-jia'], ['b-new'], [bureau]])
      given(unit)
        .when(mergeUnits, { ...input, predecessors }, at('b-new'))
        .thenRejected('UNITS_REPEATED');
  });

  it('refuses predecessors that are unknown, ended, or no branches', () => {
    const refused = (more: Partial<NonNullable<UnitStanding['unit']>>, code: string) => {
      const told = { ...known, 'organization.unit-standing/wgx-0371/b-yi': standing(more) };
      given(unit)
        .when(mergeUnits, input, { ...at('b-new'), known: told })
        .thenRejected(code);
    };
    given(unit)
      .when(mergeUnits, { ...input, predecessors: ['b-bing'] }, at('b-new'))
      .thenRejected('UNIT_UNKNOWN', { unit: 'b-bing' });
    refused({ ended: { kind: 'MERGED', on: '2014-06-01', successors: [] } }, 'UNIT_ABOLISHED');
    refused({ level: 'BUREAU' }, 'UNIT_NOT_BRANCH');
    refused({ namedFrom: '2014-07-01' }, 'DATE_BEFORE_LAST');
  });

  it('refuses to merge into what is no branch, before its last change, and ahead of time', () => {
    const itself = unitEvents.UnitRegistered({ ...registered.data, unit: 'b-new', level: 'BUREAU' });
    given(unit, itself).when(mergeUnits, input, at('b-new')).thenRejected('UNIT_NOT_BRANCH');
    const own = unitEvents.UnitRegistered({ ...registered.data, unit: 'b-new', from: '2014-07-01' });
    given(unit, own).when(mergeUnits, input, at('b-new')).thenRejected('DATE_BEFORE_LAST', { last: '2014-07-01' });
    given(unit)
      .when(mergeUnits, { ...input, from: '2014-07-21' }, at('b-new'))
      .thenRejected('DATE_IN_FUTURE');
  });
});

describe('withdraw end of unit 撤回单位撤并', () => {
  const input = { event: eventIdAt(2), reason: '批复未下达' };
  const withdrawn = unitEvents.UnitEndWithdrawn({ ...input, unit: 'b-jia', principal: 'P-1' });

  it('[C6.7] makes the unit stand under its principal, as if nothing had happened', () => {
    given(unit, registered, appointed, ended).when(withdrawUnitEnd, input, at('b-jia')).then(withdrawn);
    const again = given(unit, registered, appointed, ended, withdrawn);
    expect(again.state).toMatchObject({ ended: null, principals: [{ person: 'P-1' }] });
    again.when(abolishUnit, { from: '2014-07-01', successor: 'wgx-0371/b-yi', basis }, at('b-jia')).then(ended);
    again.when(withdrawUnitEnd, input, at('b-jia')).thenRejected('WITHDRAWAL_REPEATED');
  });

  it('refuses what is no end', () => {
    given(unit).when(withdrawUnitEnd, input, at('b-jia')).thenRejected('UNIT_UNKNOWN');
    given(unit, registered, appointed)
      .when(withdrawUnitEnd, { ...input, event: eventIdAt(1) }, at('b-jia'))
      .thenRejected('WITHDRAWAL_ACT_UNKNOWN');
  });
});

describe('principals, of any unit', () => {
  const office = { person: 'P-2', from: '2014-07-01', basis: '任职文件' };
  const self = { ...at('b-jia'), actor: { id: 'acct-P-2', role: 'committee-secretary' } } as const;

  it('[C6.7] are never appointed by themselves', () => {
    given(unit, registered).when(appointPrincipal, office, self).thenRejected('SELF_AS_PRINCIPAL');
    given(unit, registered, appointed).when(changePrincipal, office, self).thenRejected('SELF_AS_PRINCIPAL');
  });

  it('[C6.7] are none before the unit was', () => {
    given(unit, registered)
      .when(appointPrincipal, { ...office, from: '2013-12-31' }, at('b-jia'))
      .thenRejected('BEFORE_UNIT_BEGAN', { from: '2014-01-01' });
  });
});

describe('end bureau 撤并局级以上单位', () => {
  const own = unitEvents.UnitRegistered({ ...registered.data, unit: bureau, level: 'BUREAU', parent: 'city-jc' });
  const office = unitEvents.PrincipalAppointed({ ...terms, unit: bureau, person: 'P-1', from: '2014-01-01' });
  const input = { kind: 'MERGED', successor: 'tyj-0372', from: '2014-07-01', basis };
  const told = (below: readonly string[]) => ({
    ...known,
    'organization.unit-path/tyj-0372/tyj-0372': ['tyj-0372', 'city-jc'],
    'organization.units-below/wgx-0371': { seen: 12, units: [...below] },
  });
  const there = { bureau, id: bureau, known: told([]) };
  const gone = unitEvents.UnitEnded({ ...ended.data, unit: bureau, kind: 'MERGED', successors: ['tyj-0372'] });

  it('[C6.7] ends it and its principal’s office, under the condition that nothing was registered below it since', () => {
    given(unit, own, office).when(endBureau, input, there).then(gone);
    given(unit, own, office)
      .when(endBureau, { ...input, kind: 'ABOLISHED', successor: null }, there)
      .then(unitEvents.UnitEnded({ ...gone.data, kind: 'ABOLISHED', successors: [] }));
    const facts = {
      now: '2014-07-20T02:00:00.000Z',
      today: TODAY,
      effectiveOn: TODAY,
      actor: { id: 'acct-c', role: 'committee-secretary' },
      needs: { below: { seen: 12, units: [] }, path: ['tyj-0372'] },
    } as const;
    const state = given(unit, own).state;
    const decision = endBureau.decide(endBureau.schema.parse(input), state, facts, { bureau, id: bureau });
    expect(decision).toMatchObject({
      none: [{ types: ['organization.UnitRegistered', 'organization.UnitEndWithdrawn'], after: 11 }],
    });
  });

  it('is its superior’s decision', () => {
    // as (both): where it is judged hangs on the state alone, not on the input
    const at = (state: unknown) => endBureau.judgedAt?.({} as never, { bureau, id: bureau }, state as never);
    expect(at(given(unit, own).state)).toEqual(['city-jc']);
    expect(at(unit.initial)).toEqual([bureau]);
    // as (both): as above
    const undone = (state: unknown) => withdrawUnitEnd.judgedAt?.({} as never, { bureau, id: 'x' }, state as never);
    expect(undone(given(unit, own, gone).state)).toEqual(['city-jc']);
    expect(undone(given(unit, registered, ended).state)).toEqual([bureau]);
  });

  it('waits for what stands below it, which it names', () => {
    given(unit, own)
      .when(endBureau, input, { ...there, known: told(['wgx-0371/b-jia']) })
      .thenRejected('BUREAU_HAS_UNITS', { units: ['wgx-0371/b-jia'], total: 1 });
  });

  it('refuses a branch, an unknown unit, and one that ended', () => {
    given(unit).when(endBureau, input, there).thenRejected('UNIT_UNKNOWN');
    given(unit, registered).when(endBureau, input, there).thenRejected('UNIT_IS_BRANCH');
    given(unit, own, gone).when(endBureau, input, there).thenRejected('UNIT_ABOLISHED');
  });

  it('refuses a merger into nothing, itself or an unknown unit, and an end for whose matters nobody would answer', () => {
    const bureauIs = given(unit, own);
    bureauIs.when(endBureau, { ...input, successor: null }, there).thenRejected('SUCCESSOR_MISSING');
    bureauIs.when(endBureau, { ...input, successor: bureau }, there).thenRejected('UNITS_REPEATED');
    bureauIs.when(endBureau, { ...input, successor: 'nowhere' }, there).thenRejected('SUCCESSOR_UNKNOWN');
    const root = unitEvents.UnitRegistered({ ...own.data, name: '中央', level: 'CENTRAL', parent: null });
    given(unit, root)
      .when(endBureau, { ...input, kind: 'ABOLISHED', successor: null }, there)
      .thenRejected('SUCCESSOR_MISSING');
  });

  it('refuses days to come, and before the last change', () => {
    given(unit, own)
      .when(endBureau, { ...input, from: '2014-07-21' }, there)
      .thenRejected('DATE_IN_FUTURE');
    given(unit, own)
      .when(endBureau, { ...input, from: '2014-01-01' }, there)
      .thenRejected('DATE_BEFORE_LAST');
  });
});
