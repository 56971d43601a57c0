import { command, date, id, int, reject, role, streamId, text } from '@taizhang/kernel';
import { evaluationEvents, noticeNumberEvents, policiesOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import { blocksUnit } from './ballot.rules.js';
import { DUE_IN_PAST, NOT_ADOPTED, REQUIREMENT_REPEATED } from './criticism.rejections.js';
import { actorRecused, ofBureau, onEvaluation, onObject } from './evaluation.rules.js';
import { certifiedRound, criticismOf, type EvaluationState } from './evaluation.state.js';

const POLICIES = ['block.scope', 'block.start'] as const;

/**
 * Issues the notice of criticism (发出通报批评) that the committee adopted, with what is required and by when: from now on the
 * summary meeting is blocked until that is met [C5.17]. Its number is claimed in the same commit: no two notices of a bureau
 * ever have the same.
 */
export const issueCriticismNotice = command({
  name: 'IssueCriticismNotice',
  title: { zh: '发出通报批评', en: 'Issue criticism notice' },
  clauses: ['C5.16', 'C5.17'],
  schema: z.strictObject({
    object: id(),
    number: z.strictObject({ year: int().min(1900).max(9999), serial: int().min(1) }),
    recipients: z.array(id()).min(1).max(100),
    copies: z.array(id()).max(100).default([]),
    body: text(),
    requirements: z
      .array(z.strictObject({ requirement: id(), due: date(), description: text() }))
      .min(1)
      .max(100),
  }),
  allow: role('committee-secretary').at('unit'),
  judgedAt: ofBureau,
  needs: (_input, { bureau }) => policiesOf(bureau, POLICIES),
  decide: (input, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onObject(evaluation, input.object, ({ kind }) => {
        const { object, requirements } = input;
        const recused = actorRecused(evaluation, object, facts);
        if (recused !== undefined) return recused;
        const { status, proposals: proposal, committee } = criticismOf(evaluation, object);
        if (status !== 'ADOPTED' || committee === null) return reject(NOT_ADOPTED, { status });
        const on = facts.effectiveOn;
        const names = requirements.map(({ requirement }) => requirement);
        if (new Set(names).size !== names.length) return reject(REQUIREMENT_REPEATED);
        if (requirements.some(({ due }) => due < on)) return reject(DUE_IN_PAST);
        return underPolicies(facts, POLICIES, ({ policy, record }) => {
          const held = Object.hasOwn(evaluation.blocks, object);
          const begins = !held && policy['block.start'] === 'AT_CRITICISM' && blocksUnit(kind, policy);
          const round = certifiedRound(evaluation, object)?.id ?? '';
          const began = { object, round, on, ground: 'CRITICISM', policy: record } as const;
          const confirmed = { object, proposal, on, requirements: names };
          const { unit, evaluation: name } = evaluation;
          const issued = { ...input, unit, proposal, issuer: committee, on };
          const numbered = { ...input.number, evaluation: name, object };
          return {
            events: [
              evaluationEvents.CriticismNoticeIssued(issued),
              ...(begins ? [evaluationEvents.SummaryMeetingBlocked(began)] : []),
              ...(held || begins ? [evaluationEvents.SummaryMeetingBlockConfirmed(confirmed)] : []),
            ],
            also: [
              {
                stream: noticeNumberOf(input.number),
                events: [noticeNumberEvents.CriticismNoticeNumbered(numbered)],
                expect: 'no-stream',
              },
            ],
          };
        });
      }),
    ),
});

/** Stream of a notice's number (发文字号) in its bureau's ledger. */
export function noticeNumberOf({ year, serial }: { readonly year: number; readonly serial: number }) {
  return streamId('notice-number', `${String(year)}-${String(serial)}`);
}
