import { command, date, id, reject, role, text, type JsonValue } from '@taizhang/kernel';
import { BODY_KINDS, bodyEvents, SINGLE_BODIES, type BodyKind } from '@taizhang/contracts';
import { z } from 'zod';
import { TERM_IN_PAST, UNIT_NOT_REGISTERED } from '../person/person.rejections.js';
import { APPOINTING_ROLES } from '../person/person.rules.js';
import { BODY_ALREADY_FORMED, BODY_KIND_TAKEN } from './body.rejections.js';
import type { BodyState } from './body.state.js';

/** A unit's bodies as the fact `organization.unit-bodies` tells them: all that stand in the first `seen` events of the ledger. */
export interface UnitBodies {
  readonly seen: number;
  readonly bodies: readonly { readonly body: string; readonly kind: BodyKind; readonly dissolvedOn: string | null }[];
}

/**
 * Forms a body (成立机构) of a unit: it lies in the unit's ledger, a branch's in its bureau's. Of most kinds a unit has one at a
 * time; that no other was formed since the look at them is made sure by a gate.
 */
export const formBody = command({
  name: 'FormBody',
  title: { zh: '成立机构', en: 'Form body' },
  clauses: [],
  schema: z.strictObject({ kind: z.enum(BODY_KINDS), unit: id(), name: text(200), from: date() }),
  allow: role(...APPOINTING_ROLES).at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit }, { bureau }) => ({
    path: { fact: 'organization.unit-path', key: `${bureau}/${unit}` },
    others: { fact: 'organization.unit-bodies', key: `${bureau}/${unit}` },
  }),
  decide: (input, state: BodyState, { needs, effectiveOn }, { bureau, id: body }) => {
    if (state.kind !== 'none') return reject(BODY_ALREADY_FORMED);
    const path = needs['path'];
    const own = input.unit === bureau ? bureau : `${bureau}/${input.unit}`;
    if (!Array.isArray(path) || path[0] !== own) return reject(UNIT_NOT_REGISTERED, { unit: input.unit });
    if (input.from < effectiveOn) return reject(TERM_IN_PAST);
    const events = [bodyEvents.BodyFormed({ body, ...input })];
    if (!SINGLE_BODIES.includes(input.kind)) return events;
    const { seen, bodies } = bodiesIn(needs['others']);
    const other = bodies.find(
      ({ kind, dissolvedOn }) => kind === input.kind && (dissolvedOn === null || dissolvedOn > input.from),
    );
    if (other !== undefined) return reject(BODY_KIND_TAKEN, { body: other.body });
    return { events, none: [{ types: [bodyEvents.definitions.BodyFormed.type], after: seen - 1 }] };
  },
});

function bodiesIn(fact: JsonValue | undefined): UnitBodies {
  return (fact ?? { seen: 0, bodies: [] }) as unknown as UnitBodies; // the fact's provider answers these
}
