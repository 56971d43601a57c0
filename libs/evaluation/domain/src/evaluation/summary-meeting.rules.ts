import { reject, type Rejection } from '@taizhang/kernel';
import { blockedObjects, certifiedRound, type Evaluation } from './evaluation.state.js';
import {
  EVALUATION_NOT_FINISHED,
  MEETING_ALREADY_HELD,
  PROVISIONAL_HOLD,
  REQUIREMENT_NOT_MET,
} from './summary-meeting.rejections.js';

/** Fact: evaluations of a bureau whose summary meetings are blocked; key = the bureau, value = their ids. */
export const OPEN_BLOCKS_FACT = 'evaluation.open-blocks';

/**
 * What stands against the unit's summary meeting; undefined = nothing. Decided on the unit's own stream: a tally certified a
 * moment ago counts [C5.17]. Nobody escapes a block by meeting before the ballots are counted.
 */
export function meetingHindrance(evaluation: Evaluation): Rejection | undefined {
  if (evaluation.heldOn !== null) return reject(MEETING_ALREADY_HELD, { on: evaluation.heldOn });
  const confirmed = blockedObjects(evaluation, 'CONFIRMED');
  if (confirmed.length > 0) return reject(REQUIREMENT_NOT_MET, { objects: confirmed });
  const provisional = blockedObjects(evaluation, 'PROVISIONAL');
  if (provisional.length > 0) return reject(PROVISIONAL_HOLD, { objects: provisional });
  const open = Object.keys(evaluation.objects).filter(
    (object) => evaluation.objects[object]?.deferred === false && certifiedRound(evaluation, object) === undefined,
  );
  return open.length === 0 ? undefined : reject(EVALUATION_NOT_FINISHED, { objects: open });
}
