import type { Rejection, RejectionKind, Sentence } from '@taizhang/kernel';
import { STREAM_PROBLEMS } from './stream-problems.js';

/** What went wrong, for a client (RFC 9457). Its code is stable; its sentences hold no values of the request. */
export interface ProblemDefinition {
  readonly code: string;
  readonly status: number;
  readonly sentence: Sentence;
  readonly clause?: string;
}

/** What may stand in a problem beside its sentence: ids, codes, counts and pointers, never free text or personal data. */
export type ProblemDetails = Readonly<
  Record<string, string | number | boolean | readonly (string | Readonly<Record<string, string>>)[]>
>;

/** An answer that is no success: thrown anywhere, turned into `application/problem+json` at the edge. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly definition: ProblemDefinition,
    readonly details: ProblemDetails = {},
    readonly headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(definition.code, options);
  }
}

function problem(status: number, code: string, en: string, zh: string): ProblemDefinition {
  return { status, code, sentence: { en, zh } };
}

/** Every problem the platform itself answers; those of the contexts are their rejections. */
export const PROBLEMS = {
  ...STREAM_PROBLEMS,
  malformedJson: problem(
    400,
    'MALFORMED_JSON',
    'The body is not well-formed JSON in UTF-8.',
    '请求正文不是合法的 UTF-8 JSON。',
  ),
  duplicateMember: problem(
    400,
    'DUPLICATE_MEMBER',
    'An object of the body names a member twice.',
    '请求正文中有重复的字段名。',
  ),
  tooDeep: problem(400, 'JSON_TOO_DEEP', 'The body is nested too deeply.', '请求正文嵌套层级过深。'),
  bodyMissing: problem(400, 'BODY_MISSING', 'The body must be a JSON object.', '请求正文必须是 JSON 对象。'),
  keyMissing: problem(
    400,
    'IDEMPOTENCY_KEY_MISSING',
    'A command needs the header Idempotency-Key.',
    '命令须带 Idempotency-Key 请求头。',
  ),
  keyInvalid: problem(
    400,
    'IDEMPOTENCY_KEY_INVALID',
    'Idempotency-Key must be a UUID.',
    'Idempotency-Key 必须是 UUID。',
  ),
  headerInvalid: problem(400, 'HEADER_INVALID', 'A header does not have the form it must have.', '请求头格式不正确。'),
  parameterInvalid: problem(400, 'PARAMETER_INVALID', 'A parameter of the address is not valid.', '地址参数不正确。'),
  badRequest: problem(400, 'BAD_REQUEST', 'The request cannot be read.', '无法读取请求。'),
  unauthenticated: problem(401, 'UNAUTHENTICATED', 'Sign in first.', '请先登录。'),
  signInRefused: problem(
    401,
    'SIGN_IN_REFUSED',
    'Login and password do not open an account now.',
    '账号或密码不正确，或账号暂时锁定。',
  ),
  passwordChangeRequired: problem(
    403,
    'PASSWORD_CHANGE_REQUIRED',
    'Change the initial password first.',
    '请先修改初始密码。',
  ),
  setupRefused: problem(
    403,
    'SETUP_REFUSED',
    'The setup code is wrong, or this deployment has been set up.',
    '初始化码不正确，或系统已初始化。',
  ),
  accountExists: problem(
    409,
    'ACCOUNT_EXISTS',
    'The person has an account, or the login is taken.',
    '该人员已有账号，或登录名已被使用。',
  ),
  accountLinked: problem(
    409,
    'ACCOUNT_LINKED',
    'The account is linked to another subject of this issuer, or the subject to another account.',
    '该账号已关联该平台的其他用户，或该用户已关联其他账号。',
  ),
  passwordCommon: problem(
    422,
    'PASSWORD_COMMON',
    'The new password is among the first that anyone would guess.',
    '新密码过于常见，容易被猜中。',
  ),
  passwordUnchanged: problem(
    422,
    'PASSWORD_UNCHANGED',
    'The new password must be another one.',
    '新密码不得与原密码相同。',
  ),
  forbidden: problem(403, 'FORBIDDEN', 'Your role at this unit does not allow this.', '您在该单位的职权不允许此操作。'),
  crossSite: problem(
    403,
    'CROSS_SITE',
    'This request was made by another site, or lacks the header Taizhang-Request.',
    '该请求来自其他网站，或缺少 Taizhang-Request 请求头。',
  ),
  notFound: problem(404, 'NOT_FOUND', 'There is nothing at this address.', '该地址没有内容。'),
  unknownCommand: problem(404, 'UNKNOWN_COMMAND', 'There is no such command.', '没有该命令。'),
  unknownView: problem(404, 'UNKNOWN_VIEW', 'There is no such view or query.', '没有该视图或查询。'),
  notSealed: problem(
    503,
    'NOT_SEALED',
    'This is not in a signed checkpoint yet; try again.',
    '尚未纳入已签署的检查点，请稍后重试。',
  ),
  unknownLedger: problem(404, 'UNKNOWN_LEDGER', 'There is no such ledger.', '没有该台账。'),
  methodNotAllowed: problem(
    405,
    'METHOD_NOT_ALLOWED',
    'This address does not take this method.',
    '该地址不支持此请求方法。',
  ),
  tooLarge: problem(413, 'BODY_TOO_LARGE', 'The body is too large.', '请求正文过大。'),
  mediaType: problem(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'The body must be application/json, not compressed.',
    '请求正文类型必须是 application/json，且不得压缩。',
  ),
  requestTimeout: problem(408, 'REQUEST_TIMEOUT', 'The request took too long to arrive.', '请求未能及时送达。'),
  tooManyRequests: problem(429, 'TOO_MANY_REQUESTS', 'Too many requests; wait a little.', '请求过于频繁，请稍后再试。'),
  headersTooLarge: problem(
    431,
    'HEADERS_TOO_LARGE',
    'The address and headers of the request are too large.',
    '请求地址与请求头过大。',
  ),
  staleRevision: problem(
    412,
    'STALE_REVISION',
    'The record has changed since you read it.',
    '记录在您读取之后已有变化。',
  ),
  claimTaken: problem(409, 'CLAIM_TAKEN', 'This code is already in use.', '该编码已被使用。'),
  revisionConflict: problem(
    409,
    'REVISION_CONFLICT',
    'Another record this depends on has changed.',
    '所依据的其他记录已有变化。',
  ),
  ledgerClosed: problem(409, 'LEDGER_CLOSED', 'This ledger has been closed.', '该台账已关闭。'),
  causeDepth: problem(409, 'CAUSE_DEPTH_EXCEEDED', 'The chain of causes is too long.', '因果链过长。'),
  notParked: problem(
    409,
    'NOT_PARKED',
    'This ledger is not parked there for this consumer (any more).',
    '该台账未在此处（或已不再）对该消费者搁置。',
  ),
  inputInvalid: problem(
    422,
    'INPUT_INVALID',
    'Fields of the body are missing or not valid.',
    '请求正文中有字段缺失或不正确。',
  ),
  unknownField: problem(
    422,
    'UNKNOWN_FIELD',
    'The body has fields this command does not know.',
    '请求正文中有未知字段。',
  ),
  loneSurrogate: problem(
    422,
    'LONE_SURROGATE',
    'A text of the body is not well-formed Unicode.',
    '请求正文中的文字不是合法的 Unicode。',
  ),
  notInteger: problem(
    422,
    'NUMBER_NOT_INTEGER',
    'Numbers must be integers of at most 2^53-1, written plainly.',
    '数字必须是不超过 2^53-1 的整数。',
  ),
  keyReused: problem(
    422,
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key was used for another command.',
    '该 Idempotency-Key 已用于另一命令。',
  ),
  eventInvalid: problem(
    422,
    'EVENT_INVALID',
    'What was decided is too large or cannot be recorded.',
    '内容过大或无法入账。',
  ),
  effectiveInFuture: problem(
    422,
    'EFFECTIVE_IN_FUTURE',
    'An act cannot be effective after today.',
    '生效日期不得晚于今日。',
  ),
  lateReasonMissing: problem(422, 'LATE_REASON_MISSING', 'An act recorded late needs a reason.', '补录须说明理由。'),
  lateReasonNeedless: problem(
    422,
    'LATE_REASON_NEEDLESS',
    'A reason for late recording goes with a business date before today.',
    '仅补录以往日期的业务时才填写补录原因。',
  ),
  viewQuery: problem(422, 'VIEW_QUERY_INVALID', 'This view cannot be asked like this.', '该视图不支持这样的查询。'),
  internal: problem(500, 'INTERNAL_ERROR', 'Something went wrong on our side.', '系统内部错误。'),
  unavailable: problem(503, 'UNAVAILABLE', 'Not available now; try again.', '暂时不可用，请稍后重试。'),
  issuerUnavailable: problem(
    503,
    'ISSUER_UNAVAILABLE',
    'Sign-ins cannot be checked now; try again.',
    '暂时无法核验登录凭证，请稍后重试。',
  ),
  factsStale: problem(
    503,
    'FACTS_STALE',
    'What this decision relies on is out of date here; try again.',
    '决策所依据的资料尚未更新，请稍后重试。',
  ),
  blobEmpty: problem(422, 'BLOB_EMPTY', 'The material is empty.', '材料内容为空。'),
  blobType: problem(
    415,
    'BLOB_TYPE_REFUSED',
    'Material of this kind is not taken, or it is not of the kind it is said to be.',
    '不接受此类材料，或材料内容与所称类型不符。',
  ),
  blobErased: problem(410, 'BLOB_ERASED', 'The material has been erased.', '该材料已销毁。'),
  unknownJob: problem(404, 'UNKNOWN_JOB', 'There is no such job, or not any more.', '没有该任务，或任务已过期。'),
  unknownJobKind: problem(404, 'UNKNOWN_JOB_KIND', 'There is no such kind of job.', '没有该类任务。'),
  jobErased: problem(
    410,
    'JOB_ERASED',
    'The file was removed: something in it had to be erased. Start the job again.',
    '因依法删除相关信息，该文件已销毁，请重新发起任务。',
  ),
  jobUnfinished: problem(409, 'JOB_UNFINISHED', 'The job has made no file (yet).', '该任务尚未生成文件。'),
  tooManyJobs: problem(
    503,
    'TOO_MANY_JOBS',
    'You have as many jobs at work as you may; wait for one of them.',
    '您正在运行的任务过多，请等待其中之一完成。',
  ),
  jobFailed: problem(500, 'JOB_FAILED', 'The job failed on our side.', '任务因系统原因失败。'),
  accessLogUnavailable: problem(
    503,
    'ACCESS_LOG_UNAVAILABLE',
    'This reading must be recorded, which is not possible now; try again.',
    '此次查阅须留痕，暂时无法记录，请稍后重试。',
  ),
  positionNotReached: problem(
    503,
    'POSITION_NOT_REACHED',
    'Your own change is not visible here yet; try again.',
    '您的更改尚未在此显示，请稍后重试。',
  ),
} as const satisfies Record<string, ProblemDefinition>;

const STATUS_OF_REJECTION: Readonly<Record<RejectionKind, number>> = {
  conflict: 409,
  invalid: 422,
  forbidden: 403,
  unavailable: 503,
};

/** A refused decision as a client sees it (design §5). */
export function rejectionProblem({ definition, details }: Rejection): ProblemError {
  const { code, kind, sentence, clause } = definition;
  const status = STATUS_OF_REJECTION[kind];
  return new ProblemError(
    { code, status, sentence, ...(clause !== undefined && { clause }) },
    details ?? {},
    status === 503 ? { 'Retry-After': '1' } : {},
  );
}

/** A problem that passes by itself, with Retry-After in whole seconds. */
export function retryLater(definition: ProblemDefinition, afterMs: number, cause?: unknown): ProblemError {
  return new ProblemError(
    definition,
    {},
    { 'Retry-After': String(Math.max(1, Math.ceil(afterMs / 1_000))) },
    { cause },
  );
}
