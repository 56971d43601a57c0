import { entryOf, reject, type DecidedEvent, type Facts, type Rejection } from '@taizhang/kernel';
import { EXTENSION_SELF_DECIDED, EXTENSION_UNKNOWN } from './issue-supervision.rejections.js';
import { inStatus, NOT_CLOSED, ownAct } from './issue.rules.js';
import type { Extension, IssueState } from './issue.state.js';

/** Runs `decide` on an extension that waits, unless whoever decides asked for it or owns the work. */
export function decidesExtension(
  state: IssueState,
  id: string,
  facts: Facts,
  decide: (extension: Extension) => readonly DecidedEvent[],
): readonly DecidedEvent[] | Rejection {
  return inStatus(state, NOT_CLOSED, facts, (issue) => {
    const extension = entryOf(issue.extensions, id);
    if (extension?.outcome !== 'PENDING') return reject(EXTENSION_UNKNOWN, { extension: id });
    return ownAct(issue, facts, extension.requestedBy) ? reject(EXTENSION_SELF_DECIDED) : decide(extension);
  });
}
