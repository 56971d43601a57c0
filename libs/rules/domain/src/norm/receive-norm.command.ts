import { command, date, id, isRejection, reject, role, text } from '@taizhang/kernel';
import {
  documentNumber,
  isHigherLevel,
  MAX_NORM_TITLE_LENGTH,
  NORM_TREATMENTS,
  normEvents,
  normMaterial,
  personsOf,
  UNIT_LEVELS,
  unknownPersons,
  UPSTREAM_LEVELS,
  UPSTREAM_SUBJECTS,
} from '@taizhang/contracts';
import { z } from 'zod';
import { DATE_IN_FUTURE, NORM_CODE_USED, NORM_NOT_UPSTREAM, TREATMENT_REASON_MISSING } from './norm.rejections.js';
import {
  freeNumber,
  numberedSince,
  numberHolders,
  placeOf,
  unknownMaterial,
  unknownUnit,
  uploaded,
} from './norm.rules.js';
import type { NormState } from './norm.state.js';

/** Takes over a norm from above (承接上级制度): as it is, by a norm of one's own, or not at all with reasons [C3.1]. */
export const receiveNorm = command({
  name: 'ReceiveNorm',
  title: { zh: '承接上级制度', en: 'Receive norm' },
  clauses: ['C1.0.a', 'C3.1', 'C3.2', 'C3.3', 'C3.4', 'C3.5', 'C3.6', 'C3.7', 'C3.8', 'C3.9', 'C3.10'],
  schema: z.strictObject({
    level: z.enum(UPSTREAM_LEVELS),
    issuer: id(),
    number: documentNumber().nullable().default(null),
    issuedOn: date(),
    subject: z.enum(UPSTREAM_SUBJECTS),
    treatment: z.enum(NORM_TREATMENTS),
    unit: id(),
    owner: id(),
    stage: id().nullable().default(null),
    title: text(MAX_NORM_TITLE_LENGTH),
    reason: text().nullable().default(null),
    material: normMaterial().nullable().default(null),
  }),
  allow: role('campaign-office', 'committee-secretary').at('unit'),
  judgedAt: (_input, { bureau }) => [bureau],
  needs: ({ unit, owner, number, material }, { bureau }) => ({
    level: { fact: 'organization.unit-level', key: bureau },
    path: placeOf(bureau, unit),
    ...personsOf([owner]),
    ...numberHolders(bureau, number),
    ...uploaded(bureau, material),
  }),
  decide: (input, state: NormState, facts, { id: norm }) => {
    if (state.kind !== 'none') return reject(NORM_CODE_USED);
    const own = UNIT_LEVELS.find((level) => level === facts.needs['level']);
    if (own === undefined || !isHigherLevel(input.level, own)) return reject(NORM_NOT_UPSTREAM);
    if (input.issuedOn > facts.effectiveOn) return reject(DATE_IN_FUTURE, { field: 'issuedOn' });
    if (input.treatment === 'NOT_APPLICABLE' && input.reason === null) return reject(TREATMENT_REASON_MISSING);
    const refused =
      unknownUnit(input.unit, facts.needs['path']) ??
      unknownPersons([input.owner], facts) ??
      unknownMaterial(input.material, facts);
    if (refused !== undefined) return refused;
    const number = freeNumber(norm, facts);
    if (isRejection(number)) return number;
    const events = [normEvents.NormReceived({ ...input, norm, on: facts.effectiveOn })];
    return input.number === null ? events : { events, none: [numberedSince(number)] };
  },
});
