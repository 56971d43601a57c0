import { bureauOf, ledgerId, policy } from '@taizhang/kernel';
import { stageEvents } from '@taizhang/contracts';
import { NOT_CLOSED } from '@taizhang/issues-domain';

const { StageOpened } = stageEvents.definitions;

/** Takes every open issue of the stage before into the one that follows it: open items cannot be dropped at a change of stage [C1.1.a]. */
export const nextStagePolicy = policy({
  name: 'open-issues-go-on-in-next-stage',
  context: 'issues',
  clauses: ['C1.1.a'],
  on: { [StageOpened.type]: { version: StageOpened.version } },
  react: async ({ ledger, data }, reads) => {
    const { stage, previous } = data;
    if (typeof previous !== 'string') return [];
    const bureau = bureauOf(ledger);
    const found = await reads.find('rectification-ledger', { stage: previous });
    return found
      .filter(({ ledger: home, doc }) => home === ledgerId('issues', bureau) && isOpen(doc['status']))
      .map(({ doc }) => ({
        context: 'issues',
        aggregate: 'issue',
        command: 'ContinueIssue',
        bureau,
        id: String(doc['code']),
        input: { stage: stage ?? null, earlierStage: previous },
      }));
  },
});

const isOpen = (status: unknown): boolean => NOT_CLOSED.some((open) => open === status);
