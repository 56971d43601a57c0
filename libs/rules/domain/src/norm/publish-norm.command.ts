import {
  actsFor,
  command,
  date,
  id,
  isRejection,
  reject,
  role,
  streamId,
  text,
  type Facts,
  type NoneAfter,
  type Rejection,
} from '@taizhang/kernel';
import { accountIdOf, documentNumber, MAX_NORM_TITLE_LENGTH, normEvents, normMaterial } from '@taizhang/contracts';
import { z } from 'zod';
import { DRAFTER_PUBLISHES, EFFECT_PERIOD_EMPTY, ID_REPEATED, SUPERSEDED_NOT_PUBLISHED } from './norm.rejections.js';
import {
  freeNumber,
  knownNorm,
  NORM_FACT,
  numberedSince,
  numberHolders,
  onNorm,
  unknownMaterial,
  uploaded,
} from './norm.rules.js';
import type { Norm, NormState } from './norm.state.js';

const supersededNeed = (norm: string): string => `superseded ${norm}`;

/**
 * Publishes a drafted norm (印发制度) as the bureau's party committee: with its number, the day from which it is in force and the
 * norms that it supersedes, whose records say so in the same commit. What is published is public [C3.18].
 */
export const publishNorm = command({
  name: 'PublishNorm',
  title: { zh: '印发制度', en: 'Publish norm' },
  clauses: ['C3.11', 'C3.18'],
  schema: z.strictObject({
    number: documentNumber(),
    from: date(),
    to: date().nullable().default(null),
    supersedes: z.array(id()).max(20).default([]),
    stage: id().nullable().default(null),
    title: text(MAX_NORM_TITLE_LENGTH),
    text: text().nullable().default(null),
    material: normMaterial().nullable().default(null),
  }),
  allow: role('committee-secretary', 'committee-member').at('unit'),
  judgedAt: (_input, { bureau }) => [bureau],
  needs: ({ number, supersedes, material }, { bureau }) => ({
    ...numberHolders(bureau, number),
    ...Object.fromEntries(
      supersedes.map((norm) => [supersededNeed(norm), { fact: NORM_FACT, key: `${bureau}/${norm}` }]),
    ),
    ...uploaded(bureau, material),
  }),
  decide: (input, state: NormState, facts) =>
    onNorm(state, ['DRAFT'], facts, (draft) => {
      if (drafted(draft, facts)) return reject(DRAFTER_PUBLISHES);
      if (input.to !== null && input.to <= input.from) return reject(EFFECT_PERIOD_EMPTY);
      if (new Set(input.supersedes).size !== input.supersedes.length) return reject(ID_REPEATED);
      const seen = supersededSeen(input.supersedes, facts);
      if (isRejection(seen)) return seen;
      const number = freeNumber(draft.norm, facts);
      if (isRejection(number)) return number;
      const missing = unknownMaterial(input.material, facts);
      if (missing !== undefined) return missing;
      const { norm, level, issuer, unit, area, key, refines } = draft;
      const told = { norm, level, issuer, unit, area, key, refines, on: facts.effectiveOn };
      return {
        events: [normEvents.NormPublished({ ...input, ...told })],
        also: input.supersedes.map((old) => ({
          stream: streamId('norm', old),
          events: [normEvents.NormSuperseded({ by: norm, from: input.from })],
          expect: 'any' as const,
        })),
        none: [numberedSince(number), ...untouchedSince(input.supersedes, seen)],
      };
    }),
});

/** Whoever drafted it, or recorded a draft of it, or has it done for him. */
function drafted({ drafters, draftedBy }: Norm, act: Pick<Facts, 'actor' | 'onBehalfOf'>): boolean {
  const own = [...draftedBy, ...drafters.map(accountIdOf)];
  return actsFor(act).some((account) => own.includes(account));
}

/** How much of the ledger was seen in which all of them stand. */
function supersededSeen(norms: readonly string[], { needs }: Pick<Facts, 'needs'>): number | Rejection {
  const known = norms.map((norm) => ({ norm, found: knownNorm(needs[supersededNeed(norm)]) }));
  const wrong = known.find(({ found }) => found?.status !== 'PUBLISHED');
  if (wrong !== undefined) return reject(SUPERSEDED_NOT_PUBLISHED, { norm: wrong.norm });
  return Math.min(...known.map(({ found }) => found?.seen ?? 0));
}

/** That nothing happened to these norms since the look at them. */
function untouchedSince(norms: readonly string[], seen: number): readonly NoneAfter[] {
  return norms.length === 0 ? [] : [{ streams: norms.map((norm) => streamId('norm', norm)), after: seen - 1 }];
}
