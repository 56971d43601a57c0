import { date, event, events, id, int, personal, redactable, reference, sha256Hex, text } from '@taizhang/kernel';
import { z } from 'zod';
import {
  CAUSE_NATURES,
  ISSUE_CLASSES,
  ISSUE_SOURCES,
  RECTIFICATION_KINDS,
  REPLY_ATTITUDES,
  REPLY_CHANNELS,
  WINDS,
} from './issue.catalogue.js';

const prose = () => redactable(1, text());

/** Events of an issue (问题): from being raised to being closed out (销号). */
export const issueEvents = events('issues', {
  IssueRaised: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.b', 'C1.0.c', 'C1.0.d', 'C1.0.e', 'C1.0.f'],
    schema: z.strictObject({
      code: id(),
      unit: id(),
      stage: id().nullable(),
      origin: id(),
      source: z.enum(ISSUE_SOURCES),
      record: reference().nullable(),
      anonymous: z.boolean(),
      raisedOn: date(),
      wind: z.enum(WINDS),
      manifestation: prose(),
      originator: personal(2, text(200).nullable()),
    }),
  }),
  IssueTriaged: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.a'],
    schema: z.strictObject({ unit: id(), opinion: prose() }),
  }),
  IssueClassified: event({
    version: 1,
    clr: 1,
    clauses: [
      'C1.1.b',
      'C1.1.c',
      'C1.1.d',
      'C1.1.e',
      'C1.1.f',
      'C1.1.g',
      'C1.1.h',
      'C1.1.i',
      'C1.1.j',
      'C1.1.k',
      'C3.12',
    ],
    schema: z.strictObject({
      class: z.enum(ISSUE_CLASSES),
      hidden: z.boolean(),
      kind: z.enum(RECTIFICATION_KINDS),
      cause: z.enum(CAUSE_NATURES),
      analysis: prose(),
    }),
  }),
  IssueAssigned: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.a'],
    schema: z.strictObject({
      lead: id(),
      supporting: z.array(id()),
      leader: id(),
      owner: id(),
      deadline: date().nullable(),
      standard: prose(),
    }),
  }),
  DifficultyFlagged: event({
    version: 1,
    clr: 1,
    clauses: ['C6.9'],
    schema: z.strictObject({ unit: id(), leader: id(), previousLeader: id(), reason: prose() }),
  }),
  DutyTransferred: event({
    version: 1,
    clr: 1,
    clauses: ['C6.7', 'C6.9'],
    schema: z.strictObject({ duty: z.enum(['LEADER']), unit: id(), from: id(), to: id(), on: date() }),
  }),
  MeasureSet: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.f', 'C1.1.m'],
    schema: z.strictObject({
      measure: id(),
      owner: id().nullable(),
      deadline: date().nullable(),
      kind: z.enum(RECTIFICATION_KINDS),
      description: prose(),
      standard: prose(),
    }),
  }),
  EvidenceAttached: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.g'],
    schema: z.strictObject({
      evidence: id(),
      measure: id().nullable(),
      sha256: sha256Hex(),
      size: int().min(1),
      title: prose(),
    }),
  }),
  MeasureCompleted: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.g'],
    schema: z.strictObject({ measure: id(), evidence: z.array(id()).min(1), completedOn: date(), outcome: prose() }),
  }),
  ReplyGiven: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.b', 'C1.0.c', 'C1.0.d', 'C1.0.e', 'C1.0.h'],
    schema: z.strictObject({
      origin: id(),
      channel: z.enum(REPLY_CHANNELS),
      repliedOn: date(),
      attitude: z.enum(REPLY_ATTITUDES),
      reply: prose(),
    }),
  }),
  CloseRequested: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.m'],
    schema: z.strictObject({ round: int().min(1), effect: prose() }),
  }),
  CloseReturned: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.m'],
    schema: z.strictObject({ round: int().min(1), reason: prose() }),
  }),
  IssueClosed: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.b', 'C1.0.g', 'C1.1.m'],
    schema: z.strictObject({ round: int().min(1), closedOn: date(), opinion: prose() }),
  }),
});
