import { isRejection, type AnyAggregate, type AnyCommand, type DecidedEvent, type JsonObject } from '@taizhang/kernel';
import { ADMINISTRATOR_ROLES, bodyEvents, personEvents, unitEvents } from '@taizhang/contracts';
import { fold } from '@taizhang/testkit';
import fc from 'fast-check';
import { body } from './body/body.aggregate.js';
import { joinBody } from './body/join-body.command.js';
import { leaveBody } from './body/leave-body.command.js';
import type { Body } from './body/body.state.js';
import { grantRole } from './person/grant-role.command.js';
import { person } from './person/person.aggregate.js';
import { revokeRole } from './person/revoke-role.command.js';
import type { Person } from './person/person.state.js';
import { appointPrincipal } from './unit/appoint-principal.command.js';
import { changePrincipal } from './unit/change-principal.command.js';
import { unit } from './unit/unit.aggregate.js';
import type { Unit } from './unit/unit.state.js';

/** A command somebody tries, whatever becomes of it. */
interface Attempt {
  readonly command: AnyCommand<never>;
  readonly input: JsonObject;
}

const DAYS = Array.from({ length: 9 }, (_none, i) => `2014-08-0${String(i + 1)}`);
const day = fc.constantFrom(...DAYS);
const end = fc.option(day, { nil: null });
const somebody = fc.constantFrom('wgx-0371.P-1', 'wgx-0371.P-2', 'wgx-0371.P-3');
const [target, basis, reason] = [{ bureau: 'wgx-0371', id: 'x' }, '任免文件', '任免文件'];

/** The state after all attempts that were not refused; `today` says whether acts lie ahead or behind. */
function after(aggregate: AnyAggregate, first: DecidedEvent, attempts: readonly Attempt[], today: string): unknown {
  const history = [first];
  for (const { command, input } of attempts) {
    const needs = { person: 'wgx-0371', path: [input['unit'] ?? 'wgx-0371'] };
    const actor = { id: 'acct-security', role: 'security-admin' } as const;
    const facts = { now: `${today}T02:00:00.000Z`, today, effectiveOn: today, actor, needs };
    const parsed: unknown = command.schema.parse(input);
    const decision = command.decide(parsed as never, fold(aggregate, history), facts, target); // parsed by its own schema
    if (!isRejection(decision)) history.push(...('events' in decision ? decision.events : decision));
  }
  return fold(aggregate, history);
}

const on = <S extends { readonly from: string; readonly to: string | null }>(
  spans: Readonly<Record<string, S>>,
  at: string,
) => Object.values(spans).filter(({ from, to }) => from <= at && (to === null || at < to));
const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

describe('posts that exclude each other, on every day, whatever is tried', () => {
  it('one role at one unit is held once, and one of the three administrators’ roles (三员分立)', () => {
    const appointment = fc.constantFrom('a-1', 'a-2', 'a-3', 'a-4', 'a-5');
    const role = fc.constantFrom('branch-clerk', ...ADMINISTRATOR_ROLES);
    const place = fc.constantFrom('wgx-0371', 'wgx-0371/b-jia');
    const granting = fc
      .record({ appointment, role, unit: place, from: day, to: end })
      .map((input): Attempt => ({ command: grantRole, input: { ...input, basis } }));
    const revoking = fc
      .record({ appointment, on: day })
      .map((input): Attempt => ({ command: revokeRole, input: { ...input, reason } }));
    const registered = personEvents.PersonRegistered({
      person: 'wgx-0371.P-1',
      unit: 'wgx-0371',
      name: '虚构甲',
      from: '2014-01-01',
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(granting, revoking), { maxLength: 12 }), (attempts) => {
        const { grants } = after(person, registered, attempts, '2014-08-01') as Person; // it was registered
        for (const at of DAYS) {
          const held = on(grants, at);
          expect(distinct(held.map(({ role: name, unit: where }) => `${name} ${where}`))).toBe(true);
          const administrators = held.filter(({ role: name }) => ADMINISTRATOR_ROLES.some((each) => each === name));
          expect(new Set(administrators.map(({ role: name }) => name)).size).toBeLessThan(2);
        }
      }),
    );
  });

  it('a party committee has one secretary, and a person one post in it', () => {
    const post = fc.constantFrom('SECRETARY', 'MEMBER');
    const joining = fc
      .record({ person: somebody, post, from: day, to: end })
      .map((input): Attempt => ({ command: joinBody, input: { ...input, basis } }));
    const leaving = fc
      .record({ person: somebody, on: day })
      .map((input): Attempt => ({ command: leaveBody, input: { ...input, reason } }));
    const formed = bodyEvents.BodyFormed({
      body: 'x',
      kind: 'PARTY_COMMITTEE',
      unit: 'wgx-0371',
      name: '局党委',
      from: '2014-08-01',
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(joining, leaving), { maxLength: 12 }), (attempts) => {
        const { memberships } = after(body, formed, attempts, '2014-08-01') as Body; // it was formed
        for (const at of DAYS) {
          const held = on(memberships, at);
          expect(held.filter(({ post: name }) => name === 'SECRETARY').length).toBeLessThan(2);
          expect(distinct(held.map(({ person: who }) => who))).toBe(true);
        }
      }),
    );
  });

  it('[C6.7] a unit has exactly one principal from the first on', () => {
    const appointing = fc
      .record({
        command: fc.constantFrom(appointPrincipal, changePrincipal),
        person: somebody,
        from: day,
        acting: fc.boolean(),
      })
      .map(({ command, ...input }): Attempt => ({ command, input: { ...input, basis } }));
    const registered = unitEvents.UnitRegistered({
      unit: 'x',
      level: 'BRANCH',
      parent: 'wgx-0371',
      name: '支部',
      from: '2014-01-01',
    });
    fc.assert(
      fc.property(fc.array(appointing, { maxLength: 12 }), (attempts) => {
        const { principals } = after(unit, registered, attempts, '2014-08-09') as Unit; // it was registered
        // Each holds until the next begins: two that begin on one day would be two, or none for the first.
        const begins = principals.map(({ from }) => from);
        expect(begins).toEqual([...new Set(begins)].sort());
      }),
    );
  });
});
