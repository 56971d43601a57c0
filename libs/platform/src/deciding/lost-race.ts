import type { StreamId, WideDecision } from '@taizhang/kernel';
import { ConditionFailedError, ConditionTooOldError, RevisionConflictError } from '@taizhang/event-store-port';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { CommandRequest } from './command-request.js';

/**
 * Whether a refused append was a lost race, after which the decision is made again on what the winner left.
 * @throws {@link ProblemError} where it must not be: with If-Match the sender decides, and a taken claim stays taken
 */
export function mayDecideAgain(
  error: unknown,
  { ifMatch }: Pick<CommandRequest, 'ifMatch'>,
  stream: StreamId,
  { also = [] }: WideDecision,
): boolean {
  if (error instanceof ConditionFailedError || error instanceof ConditionTooOldError) return true;
  if (!(error instanceof RevisionConflictError)) return false;
  if (error.stream === stream) {
    if (ifMatch !== undefined) throw new ProblemError(PROBLEMS.staleRevision, { revision: error.actual });
    return true;
  }
  if (also.some((side) => side.stream === error.stream && side.expect === 'no-stream')) {
    throw new ProblemError(PROBLEMS.claimTaken, { stream: error.stream });
  }
  return true;
}
