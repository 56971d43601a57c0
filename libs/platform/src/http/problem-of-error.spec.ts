import { CalendarYearUnknownError } from '@taizhang/calendar';
import { HttpException, MethodNotAllowedException, NotFoundException } from '@nestjs/common';
import {
  ClockAheadError,
  CommitIdReusedError,
  ConditionFailedError,
  InvalidCommitError,
  LedgerClosedError,
  OutcomeUnknownError,
  RevisionConflictError,
  StoreBusyError,
  StoreStoppedError,
  StoreUnavailableError,
} from '@taizhang/event-store-port';
import { ViewBehindError, ViewNotReadyError, ViewQueryError } from '@taizhang/views-port';
import { DEFAULT_RETRY_AFTER_MS, problemOf } from './problem-of-error.js';
import { problemBody } from './problem-body.js';
import { ProblemError, PROBLEMS } from './problem.js';

const SECRET = '某群众的来信';
const LEDGER = 'issues/wgx-0371';
const framework = (code: string, statusCode: number) => Object.assign(new Error(SECRET), { code, statusCode });

describe('what a client is told of an error', () => {
  it('is the problem itself when it is one', () => {
    const problem = new ProblemError(PROBLEMS.notFound, { unit: 'u' });
    expect(problemOf(problem)).toBe(problem);
  });

  it.each([
    ['a reused key', new CommitIdReusedError(LEDGER, 'c'), 422, 'IDEMPOTENCY_KEY_REUSED'],
    ['a closed ledger', new LedgerClosedError(SECRET), 409, 'LEDGER_CLOSED'],
    ['a conflict', new RevisionConflictError(LEDGER, 'issue/1', 1, 2), 409, 'REVISION_CONFLICT'],
    ['a failed condition', new ConditionFailedError(LEDGER, 7), 409, 'REVISION_CONFLICT'],
    ['a commit too large', new InvalidCommitError('COMMIT_TOO_LARGE', SECRET), 422, 'EVENT_INVALID'],
    ['a view query', new ViewQueryError(SECRET), 422, 'VIEW_QUERY_INVALID'],
    ['a year without working days', new CalendarYearUnknownError('2031', SECRET), 503, 'CALENDAR_YEAR_UNKNOWN'],
    ['a body too large', framework('FST_ERR_CTP_BODY_TOO_LARGE', 413), 413, 'BODY_TOO_LARGE'],
    ['a media type', framework('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a wrong content length', framework('FST_ERR_CTP_INVALID_CONTENT_LENGTH', 400), 400, 'BAD_REQUEST'],
    ['a bad address', framework('FST_ERR_BAD_URL', 400), 400, 'BAD_REQUEST'],
    ['a parameter too long', framework('FST_ERR_MAX_PARAM_LENGTH', 414), 400, 'BAD_REQUEST'],
    ['an unknown route', new NotFoundException(SECRET), 404, 'NOT_FOUND'],
    ['a wrong method', new MethodNotAllowedException(SECRET), 405, 'METHOD_NOT_ALLOWED'],
    ['an unmapped status', new HttpException(SECRET, 418), 500, 'INTERNAL_ERROR'],
    ['a defect', new TypeError(SECRET), 500, 'INTERNAL_ERROR'],
    ['what is no error', SECRET, 500, 'INTERNAL_ERROR'],
    ['nothing', undefined, 500, 'INTERNAL_ERROR'],
  ])('of %s is one code, and never the error’s own words', (_what, error, status, code) => {
    const problem = problemOf(error);
    expect(problem.definition).toMatchObject({ status, code });
    expect(JSON.stringify([problemBody(problem, true), problem.headers])).not.toContain(SECRET);
  });

  it.each([
    ['a full queue', new StoreBusyError(SECRET), 'STORE_BUSY', '1'],
    ['an unknown outcome', new OutcomeUnknownError(SECRET), 'OUTCOME_UNKNOWN', '1'],
    ['a store that is away', new StoreUnavailableError(SECRET), 'STORE_UNAVAILABLE', '2'],
    ['a store that stops', new StoreStoppedError(SECRET), 'STORE_STOPPED', String(DEFAULT_RETRY_AFTER_MS / 1_000)],
    ['a clock ahead', new ClockAheadError(SECRET), 'CLOCK_AHEAD', String(DEFAULT_RETRY_AFTER_MS / 1_000)],
    ['a view behind', new ViewBehindError(SECRET), 'POSITION_NOT_REACHED', '1'],
    ['a view being built', new ViewNotReadyError(SECRET), 'UNAVAILABLE', '2'],
  ])('of %s is to try again later', (_what, error, code, pause) => {
    const { definition, headers } = problemOf(error);
    expect(definition).toMatchObject({ status: 503, code });
    expect(headers).toEqual({ 'Retry-After': pause });
  });

  it('keeps the error as the cause, for the log', () => {
    const error = new TypeError(SECRET);
    expect(problemOf(error).cause).toBe(error);
  });
});
