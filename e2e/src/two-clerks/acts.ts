import type { JsonObject, Role } from '@taizhang/kernel';
import fc from 'fast-check';

/** Issues of one case, by the letter of their code: two main ones under rectification, and two that may repeat them. */
export const MAIN = ['M', 'N'] as const;
export const REPEATS = ['D', 'E'] as const;

/** Something that a clerk tries: whether it may be done depends on what the other did just before. */
export interface Attempt {
  readonly issue: string;
  readonly verb: string;
  readonly role: Role;
  readonly input: JsonObject;
  /** The act of the setting that is withdrawn; its event's id goes into the input. */
  readonly withdraws?: 'reply' | 'completion' | 'evidence';
}

/** Both attempts of a round are sent at the same time. */
export type Round = readonly [Attempt, Attempt];

const office: Role = 'campaign-office';
const clerk: Role = 'branch-clerk';

const requestClose = (issue: string): Attempt => ({
  issue,
  verb: 'request-close',
  role: clerk,
  input: { effect: '已办结' },
});
const close = (issue: string): Attempt => ({
  issue,
  verb: 'close-issue',
  role: office,
  input: { opinion: '同意销号' },
});
const reopen = (issue: string): Attempt => ({
  issue,
  verb: 'reopen-issue',
  role: office,
  input: { ground: 'NEW_EVIDENCE', deadline: '2014-12-31', reason: '群众反映反弹' },
});
const grant = (issue: string, id: string): Attempt => ({
  issue,
  verb: 'grant-deadline-extension',
  role: office,
  input: { extension: id, opinion: '同意' },
});
const merge = (issue: string, into: string): Attempt => ({
  issue,
  verb: 'merge-issue',
  role: office,
  input: { into, reason: '重复' },
});
const withdraw = (issue: string, withdraws: NonNullable<Attempt['withdraws']>): Attempt => ({
  issue,
  verb: `withdraw-${withdraws}`,
  role: clerk,
  input: { reason: '误录' },
  withdraws,
});

const main = fc.constantFrom(...MAIN);
const repeat = fc.constantFrom(...REPEATS);
const extension = fc.constantFrom('e-1', 'e-2');

const closing: fc.Arbitrary<Attempt> = fc.oneof(
  main.map(requestClose),
  main.map(close),
  main.map((issue) => ({ issue, verb: 'return-close', role: office, input: { reason: '材料不足' } })),
  main.map(reopen),
);

const extending: fc.Arbitrary<Attempt> = fc.oneof(
  fc.tuple(main, extension, fc.constantFrom('2014-09-30', '2014-10-31')).map(([issue, id, deadline]) => ({
    issue,
    verb: 'request-deadline-extension',
    role: clerk,
    input: { extension: id, deadline, reason: '工期延后' },
  })),
  fc.tuple(main, extension).map(([issue, id]) => grant(issue, id)),
  fc.tuple(main, extension).map(([issue, id]) => ({
    issue,
    verb: 'refuse-deadline-extension',
    role: office,
    input: { extension: id, reason: '理由不充分' },
  })),
);

const merging: fc.Arbitrary<Attempt> = fc
  .tuple(repeat, fc.constantFrom(...MAIN, ...REPEATS))
  .map(([issue, into]) => merge(issue, into));

const working: fc.Arbitrary<Attempt> = fc.oneof(
  fc.tuple(main, fc.constantFrom('o-1', 'o-1-2', 'o-1-3')).map(([issue, origin]) => ({
    issue,
    verb: 'give-reply',
    role: clerk,
    input: { origin, channel: 'IN_PERSON', repliedOn: '2014-07-21', attitude: 'SATISFIED', reply: '已办' },
  })),
  main.map((issue) => ({
    issue,
    verb: 'set-measure',
    role: clerk,
    input: {
      measure: 'm-2',
      owner: 'wgx-0371.P-2',
      deadline: '2014-08-20',
      kind: 'BY_DATE',
      description: '补充',
      standard: '有',
    },
  })),
  fc
    .tuple(main, fc.constantFrom('reply', 'completion', 'evidence'))
    .map(([issue, withdraws]) => withdraw(issue, withdraws)),
);

const attempt = fc.oneof({ weight: 4, arbitrary: closing }, { weight: 3, arbitrary: merging }, extending, working);

/** What two clerks try, round by round. */
export const rounds: fc.Arbitrary<readonly Round[]> = fc.array(fc.tuple(attempt, attempt), {
  minLength: 4,
  maxLength: 9,
});

/** A story in which everything comes to pass that the property is about; drawn ones may miss some of it. Who asks for a close-out does not decide it. */
export const EVERYTHING: readonly Round[] = [
  [requestClose('M'), grant('N', 'e-1')],
  [merge('D', 'N'), close('M')],
  [reopen('M'), withdraw('N', 'reply')],
];
