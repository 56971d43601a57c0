import { date, event, id, int, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { MAX_ATTENDANCE } from './briefing.specs.js';
import { TALLY_DENOMINATORS } from '../organization/policy.catalogue.js';
import { VERDICTS, VOID_REASONS } from './evaluation.catalogue.js';
import { policiesInForce } from './evaluation.policies.js';

const count = () => int().min(0).max(MAX_ATTENDANCE);
/** Ballots by grade (好、较好、一般、差). */
const gradeCounts = () => z.strictObject({ good: count(), fairlyGood: count(), average: count(), poor: count() });

/**
 * Ballots as a teller counts them: blank ones bear no mark, spoiled ones more than one or one that identifies. Where more came
 * back than were handed out they are not sorted, and `grades` is null.
 */
export const ballotCount = () =>
  z.strictObject({ returned: count(), spoiled: count(), blank: count(), grades: gradeCounts().nullable() });

export type GradeCounts = z.output<ReturnType<typeof gradeCounts>>;
export type BallotCount = z.output<ReturnType<typeof ballotCount>>;

/** Share of 好 and 较好 under one denominator; hundredths of a percent as they are shown; null where there is nothing to divide by. */
const share = () =>
  z.strictObject({
    basis: z.enum(TALLY_DENOMINATORS),
    numerator: count(),
    denominator: count(),
    hundredths: int().min(0).nullable(),
    below: z.boolean().nullable(),
  });

/** Events of a ballot round (投票轮次) on one object, from handing out ballots to the certified tally. */
export const ballotSpecs = {
  BallotRoundOpened: event({
    version: 1,
    clr: 1,
    clauses: ['C5.3', 'C5.11'],
    schema: z.strictObject({
      round: id(),
      object: id(),
      on: date(),
      tellers: z.array(id()).length(2),
      policy: policiesInForce('evaluation.scale'),
    }),
  }),
  BallotRoundClosed: event({
    version: 1,
    clr: 1,
    clauses: ['C5.3'],
    schema: z.strictObject({ round: id(), on: date(), issued: int().min(1).max(MAX_ATTENDANCE) }),
  }),
  BallotsCounted: event({
    version: 1,
    clr: 2,
    clauses: ['C5.12'],
    schema: z.strictObject({ round: id(), teller: id(), count: ballotCount() }),
  }),
  TallySigned: event({
    version: 1,
    clr: 2,
    clauses: ['C5.12'],
    schema: z.strictObject({ round: id(), teller: id() }),
  }),
  TallyCertified: event({
    version: 1,
    clr: 2,
    clauses: ['C5.11', 'C5.12', 'C5.13'],
    schema: z.strictObject({
      round: id(),
      object: id(),
      on: date(),
      tellers: z.array(id()).length(2),
      roster: int().min(1),
      issued: count(),
      returned: count(),
      spoiled: count(),
      valid: count(),
      abstained: count(),
      grades: gradeCounts(),
      shares: z.array(share()).length(TALLY_DENOMINATORS.length),
      verdict: z.enum(VERDICTS),
      /** The four denominators disagree about the line (policy 1). */
      sensitive: z.boolean(),
      policy: policiesInForce(
        'tally.denominator',
        'tally.blank',
        'tally.compare',
        'criticism.threshold',
        'evaluation.quorum',
      ),
    }),
  }),
  TallyVoided: event({
    version: 1,
    clr: 1,
    clauses: ['C5.3'],
    schema: z.strictObject({
      round: id(),
      object: id(),
      on: date(),
      ground: z.enum(VOID_REASONS),
      /** What was irregular; null where numbers say it. */
      reason: redactable(1, text()).nullable(),
      policy: policiesInForce('evaluation.quorum', 'tally.blank', 'tally.denominator'),
    }),
  }),
  BallotRoundWithdrawn: withdrawn({ clr: 1, clauses: ['C5.3'] }),
  BallotRoundCloseWithdrawn: withdrawn({ clr: 1, clauses: ['C5.3'] }),
  TallyWithdrawn: withdrawn({ clr: 2, clauses: ['C5.12'] }),
};
