import { date, event, id, int, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { MAX_ATTENDANCE } from './briefing.specs.js';
import { TALLY_DENOMINATORS } from '../organization/policy.catalogue.js';
import { BALLOT_MARKS, SENTIMENTS, VERDICTS, VOID_REASONS } from './evaluation.catalogue.js';
import { policiesInForce } from './evaluation.policies.js';

/** Most one-time codes of one round. */
export const MAX_BALLOT_CODES = 10_000;
/** Most ballots that one event opens (design §9). */
export const MAX_BALLOTS_PER_EVENT = 200;

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
  /** The codes themselves are in nobody's ledger; their hashes are in a stream of their own (`BallotCodesListed`). */
  BallotCodesIssued: event({
    version: 1,
    clr: 1,
    clauses: ['C5.3', 'C5.11'],
    schema: z.strictObject({
      round: id(),
      on: date(),
      number: int().min(1).max(MAX_BALLOT_CODES),
      policy: policiesInForce('ballot.remote', 'ballot.secret'),
    }),
  }),
  BallotRoundClosed: event({
    version: 1,
    clr: 1,
    clauses: ['C5.3'],
    schema: z.strictObject({
      round: id(),
      on: date(),
      /** Paper ballots handed out, one-time codes issued, and both together. */
      paper: count(),
      codes: count(),
      issued: int().min(1).max(MAX_ATTENDANCE),
    }),
  }),
  /**
   * The ballots that were cast online, in an order that says nothing of who cast them: all parts in one commit. What was written
   * beside a mark is collected as a comment of its own.
   */
  BallotsOpened: event({
    version: 1,
    clr: 2,
    clauses: ['C5.11', 'C5.12'],
    schema: z.strictObject({
      round: id(),
      part: int().min(1),
      parts: int().min(1),
      /** Codes used; ballots in the box, of all parts; those that used a code and left no ballot. */
      used: count(),
      cast: count(),
      missing: count(),
      ballots: z
        .array(z.strictObject({ mark: z.enum(BALLOT_MARKS), comment: z.enum(SENTIMENTS).nullable() }))
        .max(MAX_BALLOTS_PER_EVENT),
    }),
  }),
  /** Whatever lay in the box is opened and its comments collected: from now on the box is of no use, and is destroyed. */
  BallotBoxCleared: event({
    version: 1,
    clr: 1,
    clauses: ['C5.10', 'C5.12'],
    schema: z.strictObject({ round: id(), comments: count() }),
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
      /** Paper ballots handed out plus codes used: who attended (policy 13). */
      attended: count(),
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
