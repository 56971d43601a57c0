import { date, event, id, int, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { NOT_ADOPTED_GROUNDS, OPINION_FINDINGS, VERDICTS } from './evaluation.catalogue.js';
import { policiesInForce } from './evaluation.policies.js';

const restricted = () => redactable(2, text());
const count = () => int().min(0);
const proposal = () => int().min(1);
const unitList = () => z.array(id()).max(100);

/** Events from the comprehensive assessment (综合评估) to the notice (通报批评): the office proposes, the committee decides. */
export const criticismSpecs = {
  ComprehensiveAssessmentRecorded: event({
    version: 1,
    clr: 2,
    clauses: ['C5.13', 'C5.14', 'C5.15'],
    schema: z.strictObject({
      object: id(),
      round: id(),
      on: date(),
      /** What was assessed: what-if judges these again under another policy. */
      facts: z.strictObject({ verdict: z.enum(VERDICTS), valid: count(), commenters: count(), reporters: count() }),
      suggested: z.enum(OPINION_FINDINGS),
      finding: z.enum(OPINION_FINDINGS),
      proposes: z.boolean(),
      reason: restricted(),
      /** What members of the office held against it (不同意见). */
      dissent: restricted().nullable(),
      policy: policiesInForce('criticism.join', 'criticism.opinions', 'criticism.opinionUnit'),
    }),
  }),
  CriticismProposed: event({
    version: 1,
    clr: 2,
    clauses: ['C5.15'],
    schema: z.strictObject({
      object: id(),
      proposal: proposal(),
      on: date(),
      reason: restricted(),
      /** What is new since the committee sent the last proposal back. */
      supplement: restricted().nullable(),
    }),
  }),
  CommitteeVoteRecorded: event({
    version: 1,
    clr: 2,
    clauses: ['C5.16'],
    schema: z.strictObject({
      object: id(),
      proposal: proposal(),
      body: id(),
      on: date(),
      members: count(),
      present: z.array(id()),
      recused: z.array(id()),
      inFavour: count(),
      against: count(),
      abstained: count(),
      policy: policiesInForce('committee.majority', 'committee.type'),
    }),
  }),
  CriticismAdopted: event({
    version: 1,
    clr: 2,
    clauses: ['C5.16'],
    schema: z.strictObject({ object: id(), proposal: proposal(), on: date() }),
  }),
  CriticismNotAdopted: event({
    version: 1,
    clr: 2,
    clauses: ['C5.16'],
    schema: z.strictObject({
      object: id(),
      proposal: proposal(),
      on: date(),
      ground: z.enum(NOT_ADOPTED_GROUNDS),
      tie: z.boolean(),
    }),
  }),
  CriticismNoticeIssued: event({
    version: 1,
    clr: 0,
    clauses: ['C5.16', 'C5.17'],
    schema: z.strictObject({
      object: id(),
      unit: id(),
      proposal: proposal(),
      issuer: id(),
      /** Number of the document (发文字号): its year and serial. */
      number: z.strictObject({ year: int().min(1), serial: int().min(1) }),
      on: date(),
      recipients: unitList().min(1),
      copies: unitList(),
      body: redactable(1, text()),
      requirements: z
        .array(z.strictObject({ requirement: id(), due: date(), description: redactable(1, text()) }))
        .min(1)
        .max(100),
    }),
  }),
  AssessmentWithdrawn: withdrawn({ clr: 2, clauses: ['C5.15'] }),
  ProposalWithdrawn: withdrawn({ clr: 2, clauses: ['C5.15'] }),
  CommitteeVoteWithdrawn: withdrawn({ clr: 2, clauses: ['C5.16'] }),
  CriticismNoticeWithdrawn: withdrawn({ clr: 1, clauses: ['C5.16'] }),
};
