import { command, date, id, int, reject, text, type Rejection } from '@taizhang/kernel';
import {
  CHECK_MODES,
  checkEvents,
  drawnSample,
  MAX_SAMPLE_POPULATION,
  MAX_SAMPLE_SEED,
  SAMPLING_METHODS,
} from '@taizhang/contracts';
import { z } from 'zod';
import { ID_REPEATED } from '../norm/norm.rejections.js';
import { placeOf, unknownUnit } from '../norm/norm.rules.js';
import {
  CHECK_ID_USED,
  CHECK_NOT_AS_PLANNED,
  PERIOD_WRONG,
  SAMPLE_MISSING,
  SAMPLE_TOO_LARGE,
} from './check.rejections.js';
import { checkedNorm, CHECKERS, checksItself, notInForce, onCheck } from './check.rules.js';
import type { Check, CheckState } from './check.state.js';

const schema = z.strictObject({
  mode: z.enum(CHECK_MODES),
  norm: id(),
  unit: id(),
  stage: id().nullable().default(null),
  period: z.strictObject({ from: date(), to: date() }),
  checkers: z.array(id()).min(1).max(20),
  sample: z
    .strictObject({
      seed: int().min(0).max(MAX_SAMPLE_SEED),
      population: z.array(id()).min(1).max(MAX_SAMPLE_POPULATION),
      size: int().min(1).max(MAX_SAMPLE_POPULATION),
    })
    .nullable()
    .default(null),
  scope: text(),
  conclusion: text(),
});
type Input = z.output<typeof schema>;

/**
 * Records a check (开展检查): 自查, 抽查 or 督查 [C3.14]. A spot check says what its sample was drawn from and by which seed; what was
 * drawn follows from these, so that anybody can draw it again.
 */
export const performCheck = command({
  name: 'PerformCheck',
  title: { zh: '开展检查', en: 'Perform check' },
  clauses: ['C3.13', 'C3.14'],
  schema,
  allow: CHECKERS,
  judgedAt: ({ unit }) => [unit],
  needs: ({ norm, unit }, { bureau }) => ({ norm: checkedNorm(bureau, norm), path: placeOf(bureau, unit) }),
  decide: (input, state: CheckState, facts, { id: check }) => {
    const { mode, norm, unit } = input;
    const on = facts.effectiveOn;
    const refused =
      unknownUnit(unit, facts.needs['path']) ??
      checksItself(mode, facts) ??
      notInForce(norm, on, facts) ??
      unfit(input, on);
    if (refused !== undefined) return refused;
    const { sample: asked, ...told } = input;
    const sample = asked === null ? null : drawn(asked);
    const performed = [checkEvents.CheckPerformed({ ...told, sample, check, on })];
    if (state.kind === 'none') return performed;
    if (state.status === 'PERFORMED') return reject(CHECK_ID_USED);
    return onCheck(state, ['PLANNED'], facts, (planned) =>
      asPlanned(input, planned) ? performed : reject(CHECK_NOT_AS_PLANNED),
    );
  },
});

function unfit({ mode, period, checkers, sample }: Input, on: string): Rejection | undefined {
  if (period.to < period.from || period.to > on) return reject(PERIOD_WRONG);
  if (sample === null) return mode === 'SPOT_CHECK' ? reject(SAMPLE_MISSING) : repeated(checkers);
  if (sample.size > sample.population.length) return reject(SAMPLE_TOO_LARGE);
  return repeated(checkers) ?? repeated(sample.population);
}

function repeated(ids: readonly string[]): Rejection | undefined {
  return new Set(ids).size === ids.length ? undefined : reject(ID_REPEATED);
}

function drawn({ seed, population, size }: NonNullable<Input['sample']>) {
  return { method: SAMPLING_METHODS[0], seed, population, drawn: [...drawnSample(seed, population, size)] };
}

function asPlanned({ mode, norm, unit }: Input, planned: Check): boolean {
  return mode === planned.mode && norm === planned.norm && unit === planned.unit;
}
