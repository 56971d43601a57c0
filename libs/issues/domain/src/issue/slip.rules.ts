import { entryOf, reject, type DecidedEvent, type Facts, type Rejection } from '@taizhang/kernel';
import { SLIP_UNKNOWN } from './issue-supervision.rejections.js';
import { inStatus, NOT_CLOSED } from './issue.rules.js';
import type { IssueState, Slip } from './issue.state.js';

/** Runs `decide` on a slip of an issue that is still pursued. */
export function onSlip(
  state: IssueState,
  id: string,
  facts: Facts,
  decide: (slip: Slip) => readonly DecidedEvent[] | Rejection,
): readonly DecidedEvent[] | Rejection {
  return inStatus(state, NOT_CLOSED, facts, ({ slips }) => {
    const slip = entryOf(slips, id);
    return slip === undefined ? reject(SLIP_UNKNOWN, { slip: id }) : decide(slip);
  });
}
