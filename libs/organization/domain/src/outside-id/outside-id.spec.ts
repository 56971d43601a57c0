import { isRejection, type AnyCommand, type Facts, type JsonObject, type WideDecision } from '@taizhang/kernel';
import { outsideClaimEvents, personEvents, unitEvents } from '@taizhang/contracts';
import { fold, given } from '@taizhang/testkit';
import { linkPersonOutsideId } from '../person/link-person-outside-id.command.js';
import { person } from '../person/person.aggregate.js';
import { registerPerson } from '../person/register-person.command.js';
import { unlinkPersonOutsideId } from '../person/unlink-person-outside-id.command.js';
import { linkUnitOutsideId } from '../unit/link-unit-outside-id.command.js';
import { registerUnit } from '../unit/register-unit.command.js';
import { unit } from '../unit/unit.aggregate.js';
import { unlinkUnitOutsideId } from '../unit/unlink-unit-outside-id.command.js';
import type { OutsideClaim } from './outside-id.js';
import { outsideClaim } from './outside-claim.aggregate.js';

const bureau = 'wgx-0371';
const claim = 'ab'.repeat(32);
const P = 'wgx-0371.P-1';
const free: OutsideClaim = { claim, holder: null, rev: null, elsewhere: false };
const registeredUnit = unitEvents.UnitRegistered({
  unit: 'b-jia',
  level: 'BRANCH',
  parent: bureau,
  name: '支部',
  from: '2014-01-01',
});
const registeredPerson = personEvents.PersonRegistered({ person: P, unit: bureau, name: '虚构甲', from: '2014-01-01' });
const linkedUnit = unitEvents.UnitOutsideIdLinked({ unit: 'b-jia', system: 'registry', outside: '1133-01', claim });
const linkedPerson = personEvents.PersonOutsideIdLinked({ person: P, system: 'hr', outside: '工号/0007', claim });
const answers = (told: OutsideClaim) => ({
  'organization.outside-id/wgx-0371/UNIT/registry/1133-01': told as unknown as JsonObject, // holds JSON only
  'organization.outside-id/wgx-0371/PERSON/hr/工号/0007': told as unknown as JsonObject, // holds JSON only
  'organization.unit-level/wgx-0371': 'BUREAU',
});
const at = (id: string, told: OutsideClaim = free) => ({ bureau, id, known: answers(told) });
const hr = { system: 'hr', outside: '工号/0007' };
const registry = { system: 'registry', outside: '1133-01' };

/** Side streams of a decision. */
function sideOf(command: AnyCommand<never>, input: JsonObject, state: never, id: string, told: OutsideClaim = free) {
  const facts: Facts = {
    now: '2014-07-20T02:00:00.000Z',
    today: '2014-07-20',
    effectiveOn: '2014-07-20',
    actor: { id: 'acct-system', role: 'system-admin' },
    needs: { outside: told as unknown as JsonObject, parentLevel: 'BUREAU' }, // holds JSON only
  };
  const decision = command.decide(command.schema.parse(input) as never, state, facts, { bureau, id }); // parsed by its own schema
  if (isRejection(decision) || !('events' in decision)) throw new Error('no wide decision');
  return (decision as WideDecision).also; // has events, so it is wide
}
const claimedBy = (kind: 'UNIT' | 'PERSON', holder: string, expect: number | 'no-stream' = 'no-stream') => [
  { stream: `outside-claim/${claim}`, events: [outsideClaimEvents.OutsideIdClaimed({ claim, kind, holder })], expect },
];

describe('outside ids of units 单位外部编号', () => {
  it('are linked once per system, and claimed in the same commit', () => {
    given(unit, registeredUnit).when(linkUnitOutsideId, registry, at('b-jia')).then(linkedUnit);
    const state = fold(unit, [registeredUnit]);
    expect(sideOf(linkUnitOutsideId, registry, state, 'b-jia')).toEqual(claimedBy('UNIT', 'b-jia'));
    const again = { ...free, rev: 3 };
    expect(sideOf(linkUnitOutsideId, registry, state, 'b-jia', again)).toEqual(claimedBy('UNIT', 'b-jia', 3));
  });

  it('come with the registration', () => {
    const input = { level: 'BRANCH', parent: bureau, name: '支部', from: '2014-01-01', outside: registry };
    given(unit).when(registerUnit, input, at('b-jia')).then(registeredUnit, linkedUnit);
    expect(sideOf(registerUnit, input, unit.initial as never, 'b-jia')).toEqual(claimedBy('UNIT', 'b-jia')); // its own state
    given(unit)
      .when(registerUnit, input, at('b-jia', { ...free, holder: 'b-yi', rev: 0 }))
      .thenRejected('OUTSIDE_ID_TAKEN');
  });

  it('refuse a second one of a system, one that is another’s, and an unknown unit', () => {
    given(unit, registeredUnit, linkedUnit)
      .when(linkUnitOutsideId, { ...registry, outside: '1133-02' }, at('b-jia'))
      .thenRejected('OUTSIDE_ID_LINKED');
    for (const told of [
      { ...free, holder: 'b-yi', rev: 0 },
      { ...free, elsewhere: true },
    ])
      given(unit, registeredUnit).when(linkUnitOutsideId, registry, at('b-jia', told)).thenRejected('OUTSIDE_ID_TAKEN');
    given(unit).when(linkUnitOutsideId, registry, at('b-jia')).thenRejected('UNIT_UNKNOWN');
  });

  it('are let go of, so that they may be linked with whom they belong to', () => {
    const input = { system: 'registry', reason: '登记有误' };
    const unlinked = unitEvents.UnitOutsideIdUnlinked({ unit: 'b-jia', claim, ...input });
    given(unit, registeredUnit, linkedUnit).when(unlinkUnitOutsideId, input, at('b-jia')).then(unlinked);
    expect(sideOf(unlinkUnitOutsideId, input, fold(unit, [registeredUnit, linkedUnit]), 'b-jia')).toEqual([
      {
        stream: `outside-claim/${claim}`,
        events: [outsideClaimEvents.OutsideIdReleased({ claim, holder: 'b-jia' })],
        expect: 'any',
      },
    ]);
    given(unit, registeredUnit, linkedUnit, unlinked).when(linkUnitOutsideId, registry, at('b-jia')).then(linkedUnit);
    for (const system of ['registry', 'constructor'])
      given(unit, registeredUnit)
        .when(unlinkUnitOutsideId, { ...input, system }, at('b-jia'))
        .thenRejected('OUTSIDE_ID_NONE');
  });
});

describe('outside ids of persons 人员外部编号', () => {
  it('are sealed: neither a state nor a claim holds them', () => {
    given(person, registeredPerson).when(linkPersonOutsideId, hr, at(P)).then(linkedPerson);
    expect(JSON.stringify(fold(person, [registeredPerson, linkedPerson]))).not.toContain('0007');
    const side = sideOf(linkPersonOutsideId, hr, fold(person, [registeredPerson]), P);
    expect(side).toEqual(claimedBy('PERSON', P));
    expect(JSON.stringify(side)).not.toContain('0007');
  });

  it('come with the registration', () => {
    const input = { unit: bureau, name: '虚构甲', from: '2014-01-01', outside: hr };
    given(person).when(registerPerson, input, at(P)).then(registeredPerson, linkedPerson);
    given(person)
      .when(registerPerson, input, at(P, { ...free, elsewhere: true }))
      .thenRejected('OUTSIDE_ID_TAKEN');
  });

  it('refuse a second one of a system, one that is another’s, and none to let go of', () => {
    given(person, registeredPerson, linkedPerson)
      .when(linkPersonOutsideId, hr, at(P))
      .thenRejected('OUTSIDE_ID_LINKED');
    given(person, registeredPerson)
      .when(linkPersonOutsideId, hr, at(P, { ...free, holder: 'wgx-0371.P-2', rev: 0 }))
      .thenRejected('OUTSIDE_ID_TAKEN');
    given(person).when(linkPersonOutsideId, hr, at(P)).thenRejected('PERSON_NOT_REGISTERED');
    const input = { system: 'hr', reason: '登记有误' };
    const unlinked = personEvents.PersonOutsideIdUnlinked({ person: P, claim, ...input });
    given(person, registeredPerson, linkedPerson).when(unlinkPersonOutsideId, input, at(P)).then(unlinked);
    given(person, registeredPerson, linkedPerson, unlinked)
      .when(unlinkPersonOutsideId, input, at(P))
      .thenRejected('OUTSIDE_ID_NONE');
  });
});

describe('a claim 占用', () => {
  it('has one holder at a time', () => {
    const taken = outsideClaimEvents.OutsideIdClaimed({ claim, kind: 'UNIT', holder: 'b-jia' });
    const gone = outsideClaimEvents.OutsideIdReleased({ claim, holder: 'b-jia' });
    expect(given(outsideClaim, taken).state).toEqual({ holder: 'b-jia' });
    expect(given(outsideClaim, taken, gone).state).toEqual({ holder: null });
  });
});
