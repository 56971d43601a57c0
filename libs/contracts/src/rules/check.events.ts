import { date, event, events, id, int, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { WINDS } from '../issues/issue.catalogue.js';
import { CHECK_MODES, SAMPLING_METHODS } from './check.catalogue.js';

const prose = () => redactable(1, text());

/** Largest seed of a sample: 32 bits. */
export const MAX_SAMPLE_SEED = 0xffff_ffff;
/** Most items that a sample is drawn from. */
export const MAX_SAMPLE_POPULATION = 1_000;

/** A sample (样本) that anybody draws again from what stands here: see `drawnSample` [C3.14]. */
const sample = () =>
  z.strictObject({
    method: z.enum(SAMPLING_METHODS),
    seed: int().min(0).max(MAX_SAMPLE_SEED),
    population: z.array(id()).min(1).max(MAX_SAMPLE_POPULATION),
    drawn: z.array(id()).min(1).max(MAX_SAMPLE_POPULATION),
  });

/** Events of a check (检查): how a norm is carried out in a unit, and what was found. */
export const checkEvents = events('rules', {
  CheckPlanned: event({
    version: 1,
    clr: 1,
    clauses: ['C3.13'],
    schema: z.strictObject({
      check: id(),
      mode: z.enum(CHECK_MODES),
      norm: id(),
      unit: id(),
      stage: id().nullable(),
      on: date(),
      due: date(),
    }),
  }),
  CheckPerformed: event({
    version: 1,
    clr: 1,
    clauses: ['C3.13', 'C3.14'],
    schema: z.strictObject({
      check: id(),
      mode: z.enum(CHECK_MODES),
      norm: id(),
      /** Unit that is checked. */
      unit: id(),
      stage: id().nullable(),
      on: date(),
      /** Period whose conduct was looked at. */
      period: z.strictObject({ from: date(), to: date() }),
      checkers: z.array(id()).min(1).max(20),
      sample: sample().nullable(),
      scope: prose(),
      conclusion: prose(),
    }),
  }),
  CheckFindingRaised: event({
    version: 1,
    clr: 1,
    clauses: ['C3.15'],
    schema: z.strictObject({
      finding: id(),
      check: id(),
      norm: id(),
      unit: id(),
      stage: id().nullable(),
      /** What of the norm is not carried out. */
      obligation: id().nullable(),
      /** Code of the issue that it becomes. */
      issue: id(),
      wind: z.enum(WINDS),
      on: date(),
      description: prose(),
    }),
  }),
  CheckFindingClosed: event({
    version: 1,
    clr: 1,
    clauses: ['C3.16'],
    schema: z.strictObject({ finding: id(), issue: id(), on: date() }),
  }),
  /** Its issue was taken up again. */
  CheckFindingReopened: event({
    version: 1,
    clr: 1,
    clauses: ['C3.16'],
    schema: z.strictObject({ finding: id(), issue: id(), on: date() }),
  }),
  CheckPlanWithdrawn: withdrawn({ clr: 1, clauses: ['C3.13'] }),
  CheckWithdrawn: withdrawn({ clr: 1, clauses: ['C3.14'] }),
  CheckFindingWithdrawn: withdrawn({ clr: 1, clauses: ['C3.15'] }),
});
