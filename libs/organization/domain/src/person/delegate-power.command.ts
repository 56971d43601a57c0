import {
  command,
  date,
  entryOf,
  id,
  powerReference,
  reject,
  role,
  text,
  unitReference,
  type Facts,
  type Rejection,
} from '@taizhang/kernel';
import { DELEGABLE_CONTEXTS, personEvents, unitKeyOf } from '@taizhang/contracts';
import { z } from 'zod';
import {
  APPOINTMENT_ID_USED,
  BEYOND_POWER,
  NOT_OWN_POWER,
  POWER_NOT_DELEGABLE,
  POWER_NOT_HELD,
  RECIPIENT_IS_GIVER,
  RECIPIENT_UNKNOWN,
  TERM_EMPTY,
  TERM_IN_PAST,
} from './person.rejections.js';
import { isAdministrator, isOwnAct, onPresent } from './person.rules.js';
import type { PersonState } from './person.state.js';

/** Roles whose holders may let another act for them. */
const DELEGATING_ROLES = [
  'principal',
  'branch-secretary',
  'branch-clerk',
  'leading-cadre',
  'committee-secretary',
  'campaign-office',
  'superior-office',
  'supervision-group',
  'discipline-office',
] as const;

/** What the powers fact says of a power, as far as delegating asks. */
interface HeldPower {
  readonly id: string;
  readonly role: string;
  readonly unit: string;
  readonly onBehalfOf?: string;
}

/**
 * Delegates one of the delegator's own powers (授权委托) within contexts, commands, a unit and dates; it cannot be delegated on.
 * Separation of duties counts what the delegate does as both people's act (design §9).
 */
export const delegatePower = command({
  name: 'DelegatePower',
  title: { zh: '授权委托', en: 'Delegate power' },
  clauses: [],
  schema: z.strictObject({
    delegation: id(),
    to: id(),
    power: powerReference(),
    contexts: z.array(z.enum(DELEGABLE_CONTEXTS)).min(1).max(DELEGABLE_CONTEXTS.length),
    commands: z.array(id()).max(50).default([]),
    unit: unitReference(),
    from: date(),
    until: date(),
    basis: text(),
  }),
  allow: role(...DELEGATING_ROLES).at('anywhere'),
  needs: ({ to, unit, from }, target) => ({
    recipient: { fact: 'organization.person', key: to },
    held: { fact: 'organization.powers', key: target.id, on: from },
    path: { fact: 'organization.unit-path', key: unitKeyOf(target.bureau, unit) },
  }),
  decide: (input, state: PersonState, facts, target) =>
    onPresent(state, ({ grants, delegations }) => {
      if (facts.onBehalfOf !== undefined || !isOwnAct(facts, target.id)) return reject(NOT_OWN_POWER);
      if (input.to === target.id) return reject(RECIPIENT_IS_GIVER);
      if (facts.needs['recipient'] === null) return reject(RECIPIENT_UNKNOWN, { to: input.to });
      if (input.until <= input.from) return reject(TERM_EMPTY);
      if (input.from < facts.effectiveOn) return reject(TERM_IN_PAST);
      if ([grants, delegations].some((entries) => entryOf<unknown>(entries, input.delegation) !== undefined))
        return reject(APPOINTMENT_ID_USED);
      return beyond(input, facts) ?? [personEvents.DelegationGiven({ person: target.id, ...input })];
    }),
});

function beyond({ power, unit }: { power: string; unit: string }, { needs }: Facts): Rejection | undefined {
  const held = needs['held'] as unknown as readonly HeldPower[] | null; // the fact's provider answers powers
  const own = held?.find(({ id: held }) => held === power);
  if (own === undefined) return reject(POWER_NOT_HELD, { power });
  if (own.onBehalfOf !== undefined || isAdministrator(own.role)) return reject(POWER_NOT_DELEGABLE);
  const path = needs['path'];
  const within = Array.isArray(path) && path[0] === unit && path.includes(own.unit);
  return within ? undefined : reject(BEYOND_POWER, { unit });
}
