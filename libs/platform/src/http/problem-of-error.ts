import { CalendarYearUnknownError, CALENDAR_YEAR_UNKNOWN } from '@taizhang/calendar';
import { EventStoreError, InvalidCommitError } from '@taizhang/event-store-port';
import { HttpException } from '@nestjs/common';
import { reject } from '@taizhang/kernel';
import { ViewBehindError, ViewNotReadyError, ViewQueryError } from '@taizhang/views-port';
import { ProblemError, PROBLEMS, rejectionProblem, retryLater, type ProblemDefinition } from './problem.js';

/** Pause a client is asked for where the error names none, in milliseconds. */
export const DEFAULT_RETRY_AFTER_MS = 2_000;

const BY_STORE_CODE: Readonly<Record<string, ProblemDefinition>> = {
  IDEMPOTENCY_KEY_REUSED: PROBLEMS.keyReused,
  LEDGER_CLOSED: PROBLEMS.ledgerClosed,
  REVISION_CONFLICT: PROBLEMS.revisionConflict,
  CONDITION_FAILED: PROBLEMS.revisionConflict,
};

/** What the web framework refuses before any of our code sees the request. */
const BY_FRAMEWORK_CODE: Readonly<Record<string, ProblemDefinition>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: PROBLEMS.tooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: PROBLEMS.mediaType,
  FST_ERR_CTP_EMPTY_TYPE: PROBLEMS.mediaType,
  FST_ERR_CTP_EMPTY_JSON_BODY: PROBLEMS.bodyMissing,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: PROBLEMS.badRequest,
};

const BY_STATUS: Readonly<Record<number, ProblemDefinition>> = {
  400: PROBLEMS.badRequest,
  401: PROBLEMS.unauthenticated,
  403: PROBLEMS.forbidden,
  404: PROBLEMS.notFound,
  405: PROBLEMS.methodNotAllowed,
  413: PROBLEMS.tooLarge,
  414: PROBLEMS.badRequest,
  415: PROBLEMS.mediaType,
  503: PROBLEMS.unavailable,
};

function member(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null && name in error
    ? (error as Record<string, unknown>)[name] // any object has members by name
    : undefined;
}

/** What a client is told of an error; whatever we do not know is `INTERNAL_ERROR` and says nothing more. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof CalendarYearUnknownError)
    return rejectionProblem(reject(CALENDAR_YEAR_UNKNOWN, { year: error.year }));
  if (error instanceof InvalidCommitError)
    return new ProblemError(PROBLEMS.eventInvalid, { reason: error.code }, {}, { cause: error });
  if (error instanceof ViewQueryError) return new ProblemError(PROBLEMS.viewQuery, {}, {}, { cause: error });
  if (error instanceof ViewBehindError) return retryLater(PROBLEMS.positionNotReached, error.retryAfterMs, error);
  if (error instanceof ViewNotReadyError) return retryLater(PROBLEMS.unavailable, error.retryAfterMs, error);
  const code = String(member(error, 'code') ?? '');
  const known = error instanceof EventStoreError ? BY_STORE_CODE[code] : BY_FRAMEWORK_CODE[code];
  if (known !== undefined) return new ProblemError(known, {}, {}, { cause: error });
  const retryAfterMs = member(error, 'retryAfterMs');
  if (typeof retryAfterMs === 'number' || error instanceof EventStoreError) {
    const after = typeof retryAfterMs === 'number' ? retryAfterMs : DEFAULT_RETRY_AFTER_MS;
    return retryLater({ ...PROBLEMS.unavailable, code: code === '' ? PROBLEMS.unavailable.code : code }, after, error);
  }
  const status = error instanceof HttpException ? error.getStatus() : member(error, 'statusCode');
  const byStatus = typeof status === 'number' ? BY_STATUS[status] : undefined;
  return new ProblemError(byStatus ?? PROBLEMS.internal, {}, {}, { cause: error });
}
