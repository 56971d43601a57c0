import { reject, type JsonObject, type RejectionDefinition } from '@taizhang/kernel';
import { PROBLEMS, rejectionProblem, type ProblemDefinition } from '../http/problem.js';
import { refTo, sorted } from './json-schema.js';

/** Every kind of operation has its own set of problems of the platform. */
export type OperationKind =
  | 'command'
  | 'view'
  | 'query'
  | 'timeline'
  | 'ledger'
  | 'proof'
  | 'witness'
  | 'operation'
  | 'sign-in'
  | 'account'
  | 'health'
  | 'public'
  | 'public-view'
  | 'opening'
  | 'upload'
  | 'download'
  | 'job'
  | 'stream';

type ProblemName = keyof typeof PROBLEMS;

const EVERYWHERE: readonly ProblemName[] = [
  'badRequest',
  'notFound',
  'methodNotAllowed',
  'requestTimeout',
  'tooManyRequests',
  'headersTooLarge',
  'internal',
  'unavailable',
];
/** What changes something is refused when another site's page asks for it. */
const CHANGES: readonly ProblemName[] = ['crossSite'];
const SIGNED_IN: readonly ProblemName[] = [
  'unauthenticated',
  'forbidden',
  'passwordChangeRequired',
  'issuerUnavailable',
];
const READS: readonly ProblemName[] = [
  'headerInvalid',
  'parameterInvalid',
  'unknownView',
  'positionNotReached',
  'accessLogUnavailable',
];

const BODIES: readonly ProblemName[] = [
  'malformedJson',
  'duplicateMember',
  'tooDeep',
  'bodyMissing',
  'tooLarge',
  'mediaType',
  'inputInvalid',
  'unknownField',
  'loneSurrogate',
  'notInteger',
];

/** What an operation may answer beside the rejections of its context. */
const PROBLEMS_OF_KIND: Readonly<Record<OperationKind, readonly ProblemName[]>> = {
  command: [
    ...SIGNED_IN,
    ...CHANGES,
    'malformedJson',
    'duplicateMember',
    'tooDeep',
    'bodyMissing',
    'keyMissing',
    'keyInvalid',
    'headerInvalid',
    'unknownCommand',
    'tooLarge',
    'mediaType',
    'staleRevision',
    'claimTaken',
    'revisionConflict',
    'ledgerClosed',
    'causeDepth',
    'inputInvalid',
    'unknownField',
    'loneSurrogate',
    'notInteger',
    'keyReused',
    'eventInvalid',
    'effectiveInFuture',
    'lateReasonMissing',
    'lateReasonNeedless',
    'factsStale',
  ],
  view: [...SIGNED_IN, ...READS, 'viewQuery'],
  query: [...SIGNED_IN, ...READS, 'inputInvalid', 'unknownField'],
  timeline: [...SIGNED_IN, 'parameterInvalid', 'factsStale'],
  ledger: ['unauthenticated', 'parameterInvalid', 'unknownLedger'],
  proof: [...SIGNED_IN, 'parameterInvalid', 'unknownLedger', 'notSealed', 'factsStale'],
  witness: [...CHANGES, 'mediaType', 'tooLarge'],
  operation: [
    ...SIGNED_IN,
    ...CHANGES,
    'malformedJson',
    'duplicateMember',
    'tooDeep',
    'tooLarge',
    'mediaType',
    'inputInvalid',
    'unknownField',
    'loneSurrogate',
    'notInteger',
    'notParked',
  ],
  'sign-in': [
    ...CHANGES,
    ...BODIES,
    'unauthenticated',
    'issuerUnavailable',
    'signInRefused',
    'passwordCommon',
    'passwordUnchanged',
    'revisionConflict',
    'setupRefused',
    'accountExists',
    'accountLinked',
  ],
  account: [
    ...SIGNED_IN,
    ...CHANGES,
    ...BODIES,
    'accountExists',
    'accountLinked',
    'revisionConflict',
    'accessLogUnavailable',
    'factsStale',
  ],
  health: [],
  public: [...CHANGES, ...BODIES, 'keyMissing', 'keyInvalid', 'keyReused', 'factsStale'],
  'public-view': ['inputInvalid', 'unknownField', 'viewQuery'],
  upload: [
    ...SIGNED_IN,
    ...CHANGES,
    'keyMissing',
    'keyInvalid',
    'parameterInvalid',
    'tooLarge',
    'mediaType',
    'blobType',
    'blobEmpty',
    'blobErased',
    'factsStale',
  ],
  download: [...SIGNED_IN, 'blobErased', 'factsStale', 'accessLogUnavailable'],
  job: [
    ...SIGNED_IN,
    ...CHANGES,
    ...BODIES,
    'keyMissing',
    'keyInvalid',
    'keyReused',
    'parameterInvalid',
    'unknownView',
    'unknownJob',
    'unknownJobKind',
    'jobUnfinished',
    'jobErased',
    'jobFailed',
    'exportTooLong',
    'streamTooWide',
    'unknownLedger',
    'tooManyJobs',
    'blobType',
    'factsStale',
    'accessLogUnavailable',
  ],
  stream: [
    ...SIGNED_IN,
    'headerInvalid',
    'parameterInvalid',
    'unknownLedger',
    'notAcceptable',
    'tooManyStreams',
    'streamTooWide',
    'factsStale',
    'accessLogUnavailable',
  ],
  opening: [...SIGNED_IN, ...CHANGES, ...BODIES, 'factsStale', 'accessLogUnavailable'],
};

/** Problem responses of one kind of operation, by status, with the rejections a context adds to them. */
export function problemResponses(
  kind: OperationKind,
  rejections: readonly RejectionDefinition[] = [],
): Readonly<Record<string, JsonObject>> {
  const platform = [...EVERYWHERE, ...PROBLEMS_OF_KIND[kind]].map((name): ProblemDefinition => PROBLEMS[name]);
  const own = rejections.map((definition) => rejectionProblem(reject(definition)).definition);
  const all = [...platform, ...own];
  const statuses = new Set(all.map(({ status }) => String(status)));
  return sorted(
    [...statuses].map((status) => {
      const problems = all.filter((problem) => String(problem.status) === status);
      return [status, responseOf(status, problems)] as const;
    }),
  );
}

/** Names of shared responses: `issues.command.409`. */
export function responseName(scope: string, kind: OperationKind, status: string): string {
  return `${scope}.${kind}.${status}`;
}

function responseOf(status: string, problems: readonly ProblemDefinition[]): JsonObject {
  const byCode = new Map(problems.map((problem) => [problem.code, problem]));
  const codes = [...byCode.keys()].sort();
  const problem = refTo('schemas', 'Problem');
  return {
    description: codes.map((code) => `\`${code}\` ${byCode.get(code)?.sentence.zh ?? ''}`).join('\n\n'),
    headers: {
      'X-Correlation-Id': refTo('headers', 'CorrelationId'),
      ...((status === '503' || status === '429') && { 'Retry-After': refTo('headers', 'RetryAfter') }),
    },
    content: {
      'application/problem+json': {
        // 503 also passes on the codes of stores and brokers, which are many and tell a client nothing else
        schema: status === '503' ? problem : { allOf: [problem, { properties: { code: { enum: codes } } }] },
      },
    },
    'x-problems': sorted([...byCode].map(([code, definition]) => [code, problemOf(definition)] as const)),
  };
}

function problemOf({ sentence, clause }: ProblemDefinition): JsonObject {
  return { zh: sentence.zh, en: sentence.en, ...(clause !== undefined && { clause }) };
}
