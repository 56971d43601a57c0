import { isLedgerId, isUuid, type LedgerId } from '@taizhang/kernel';
import type { FastifyRequest } from 'fastify';
import { ProblemError, PROBLEMS } from './problem.js';

const REVISION_TAG = /^"(0|[1-9]\d{0,15})"$/;
const POSITION = /^(\S{3,100})@(0|[1-9]\d{0,15})$/;
/** Form of a correlation id: it becomes part of the leaf. */
export const CORRELATION_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

function single(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value.trim() : undefined;
}

/** Every command has one, so that a retry is known as one. @throws {@link ProblemError} 400 */
export function idempotencyKeyOf(request: FastifyRequest): string {
  const key = single(request, 'idempotency-key')?.toLowerCase();
  if (key === undefined || key === '') throw new ProblemError(PROBLEMS.keyMissing);
  if (!isUuid(key)) throw new ProblemError(PROBLEMS.keyInvalid);
  return key;
}

/**
 * Revision the sender has seen, from `If-Match: "<revision>"`; -1 for `If-None-Match: *`, "it must not exist yet". A condition
 * of any other form is refused: passed over, the command would run though its sender asked for a check.
 * @throws {@link ProblemError} 400
 */
export function expectedRevisionOf(request: FastifyRequest): number | undefined {
  const tag = single(request, 'if-match');
  const none = single(request, 'if-none-match');
  if (none !== undefined) {
    if (none !== '*' || tag !== undefined) throw new ProblemError(PROBLEMS.headerInvalid, { header: 'If-None-Match' });
    return -1;
  }
  if (tag === undefined) return undefined;
  const revision = Number(REVISION_TAG.exec(tag)?.[1]);
  if (!Number.isSafeInteger(revision)) throw new ProblemError(PROBLEMS.headerInvalid, { header: 'If-Match' });
  return revision;
}

/** The sender's own write that a read must show: `Taizhang-Position: <context>/<bureau>@<index>`. */
export function positionOf(request: FastifyRequest): { readonly ledger: LedgerId; readonly idx: number } | undefined {
  const text = single(request, 'taizhang-position');
  if (text === undefined) return undefined;
  const [, ledger, idx] = POSITION.exec(text) ?? [];
  if (ledger === undefined || !Number.isSafeInteger(Number(idx)) || !isLedgerId(ledger)) {
    throw new ProblemError(PROBLEMS.headerInvalid, { header: 'Taizhang-Position' });
  }
  return { ledger, idx: Number(idx) };
}

/** Correlation id as given, when it has the form of an id; it becomes part of the leaf. */
export function correlationOf(request: FastifyRequest): string | undefined {
  const text = single(request, 'x-correlation-id');
  if (text === undefined) return undefined;
  if (!CORRELATION_ID.test(text)) throw new ProblemError(PROBLEMS.headerInvalid, { header: 'X-Correlation-Id' });
  return text;
}
