import {
  command,
  date,
  id,
  isRejection,
  reference,
  reject,
  role,
  text,
  type Facts,
  type Rejection,
} from '@taizhang/kernel';
import {
  attendance,
  EVALUATION_OBJECTS,
  evaluationEvents,
  MAX_OBJECT_NAME_LENGTH,
  outsideStage,
  personsOf,
  stageNeeds,
  stageOf,
  unitKeyOf,
  unknownPersons,
  whileDoorOpen,
  type PolicyValues,
  policiesOf,
  underPolicies,
} from '@taizhang/contracts';
import { z } from 'zod';
import {
  BASELINE_LATER,
  BRIEFING_NOT_DEDICATED,
  CADRE_OMITTED,
  CATEGORY_REPEATED,
  DEFERRAL_REASON_MISSING,
  EVALUATION_ALREADY_CONVENED,
  EVALUATION_ID,
  GROUP_DEFERRED,
  GROUP_MISSING,
  OBJECT_PERSON,
  OBJECT_REPEATED,
  OBJECTS_NOT_SEPARATE,
  OUTSIDE_WINDOW,
  PRINCIPAL_MISTAKEN,
  UNIT_OUTSIDE_STAGE,
  UNIT_UNKNOWN,
} from './briefing.rejections.js';
import { holdersOn, leadingCadresOf } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';

const POLICIES = ['evaluation.objects', 'evaluation.cadres'] as const;
const objects = z
  .array(
    z.strictObject({
      object: id(),
      kind: z.enum(EVALUATION_OBJECTS),
      person: id().nullable().default(null),
      name: text(MAX_OBJECT_NAME_LENGTH).nullable().default(null),
      deferred: z.boolean().default(false),
      reason: text().nullable().default(null),
    }),
  )
  .min(1)
  .max(200);

/**
 * Convenes the briefing (召开领导班子和领导干部整改情况通报会), which begins the evaluation of the unit in the stage. Its id is
 * `<stage>.<unit>`: there is one, so that no block can be got round by a second; another follows only one that was recorded by
 * mistake and withdrawn, before anybody was invited.
 */
export const conveneBriefing = command({
  name: 'ConveneBriefing',
  title: { zh: '召开通报会', en: 'Convene briefing' },
  clauses: ['C5.1', 'C5.2', 'C5.4', 'C5.11'],
  schema: z.strictObject({
    unit: id(),
    unitName: text(MAX_OBJECT_NAME_LENGTH).nullable().default(null),
    stage: id(),
    dedicated: z.boolean(),
    approval: text().nullable().default(null),
    baseline: z.strictObject({
      on: date(),
      record: reference().nullable().default(null),
      attendance: attendance(),
    }),
    objects,
  }),
  allow: role('branch-secretary', 'branch-clerk', 'campaign-office').at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit, stage, objects: named }, { bureau }) => ({
    path: { fact: 'organization.unit-path', key: unitKeyOf(bureau, unit) },
    cadres: leadingCadresOf(bureau, unit),
    principal: { fact: 'organization.principal', key: unitKeyOf(bureau, unit) },
    ...personsOf(personsIn(named)),
    ...stageNeeds('evaluation', bureau, stage),
    ...policiesOf(bureau, POLICIES),
  }),
  decide: (input, state: EvaluationState, facts, target) => {
    if (state.kind !== 'none' && state.status !== 'WITHDRAWN') return reject(EVALUATION_ALREADY_CONVENED);
    const { unit, unitName, stage, baseline, approval } = input;
    if (target.id !== `${stage}.${unit}`) return reject(EVALUATION_ID);
    const path = facts.needs['path'];
    if (!Array.isArray(path) || path.length === 0) return reject(UNIT_UNKNOWN, { unit });
    const outside = outsideStage(stage, facts);
    if (outside !== undefined) return outside;
    const known = stageOf(facts);
    if (known?.units.includes(unit) !== true) return reject(UNIT_OUTSIDE_STAGE, { unit });
    if (!input.dedicated) return reject(BRIEFING_NOT_DEDICATED);
    const on = facts.effectiveOn;
    if (approval === null && !within(known.briefings, on)) return reject(OUTSIDE_WINDOW);
    if (baseline.on >= on) return reject(BASELINE_LATER);
    if (repeated(baseline.attendance.map(({ category }) => category))) return reject(CATEGORY_REPEATED);
    const decided = underPolicies(
      facts,
      POLICIES,
      ({ policy, record }) =>
        unfit(input.objects, policy) ??
        omission(input.objects, facts, policy) ??
        unknownPersons(personsIn(input.objects), facts) ?? [
          evaluationEvents.BriefingConvened({
            evaluation: target.id,
            unit,
            unitName,
            stage,
            on,
            approval,
            baseline,
            objects: input.objects,
            policy: record,
          }),
        ],
    );
    return isRejection(decided) ? decided : { events: decided, none: whileDoorOpen(stage, facts) };
  },
});

function within(days: { readonly from: string; readonly to: string }, on: string): boolean {
  return days.from <= on && on <= days.to;
}

function repeated(names: readonly string[]): boolean {
  return new Set(names).size !== names.length;
}

type Objects = z.output<typeof objects>;
type Policy = Pick<PolicyValues, (typeof POLICIES)[number]>;

/** The group once, and cadres as objects of their own where the policy separates them (policy 7). */
function unfit(named: Objects, policy: Policy): Rejection | undefined {
  if (repeated(named.map(({ object }) => object))) return reject(OBJECT_REPEATED);
  if (named.filter(({ kind }) => kind === 'GROUP').length !== 1) return reject(GROUP_MISSING);
  if (
    named.some(
      ({ kind, person, name }) => (kind === 'GROUP') !== (person === null) || (person === null && name !== null),
    )
  )
    return reject(OBJECT_PERSON);
  if (named.length > 1 && policy['evaluation.objects'] !== 'SEPARATE') return reject(OBJECTS_NOT_SEPARATE);
  if (repeated(personsIn(named))) return reject(OBJECT_REPEATED);
  const unexplained = named.some(({ deferred, reason }) => deferred !== (reason !== null));
  if (unexplained) return reject(DEFERRAL_REASON_MISSING);
  return named.some(({ kind, deferred }) => kind === 'GROUP' && deferred) ? reject(GROUP_DEFERRED) : undefined;
}

/**
 * Each leading cadre is evaluated, or deferred with a reason; or only the principal (policy 8) [C5.11]. Who the principal is says
 * the register, not the unit: whose failing blocks the meeting depends on it (policy 9).
 */
function omission(named: Objects, { needs, effectiveOn }: Facts, policy: Policy): Rejection | undefined {
  if (policy['evaluation.objects'] !== 'SEPARATE') return undefined;
  const principal = needs['principal'];
  const mistaken = named.filter(
    ({ kind, person }) => person !== null && (kind === 'PRINCIPAL') !== (person === principal),
  );
  if (mistaken.length > 0) return reject(PRINCIPAL_MISTAKEN, { persons: personsIn(mistaken) });
  const due =
    policy['evaluation.cadres'] === 'LEADING_GROUP'
      ? holdersOn(needs['cadres'], effectiveOn)
      : typeof principal === 'string'
        ? [principal]
        : [];
  const omitted = due.filter((person) => !personsIn(named).includes(person));
  return omitted.length === 0 ? undefined : reject(CADRE_OMITTED, { persons: omitted });
}

function personsIn(named: Objects): readonly string[] {
  return named.flatMap(({ person }) => (person === null ? [] : [person]));
}
