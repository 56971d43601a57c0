import { bureauOf, policy, type PolicyCommand } from '@taizhang/kernel';
import { evaluationStageEvents, issueStageEvents, type ClosingContext } from '@taizhang/contracts';

const issues = issueStageEvents.definitions;
const evaluation = evaluationStageEvents.definitions;

/** What names its things in each answer. */
const ANSWERS: Readonly<Record<string, { context: ClosingContext; cleared: boolean; named: string }>> = {
  [issues.StageCloseCleared.type]: { context: 'issues', cleared: true, named: 'open' },
  [issues.StageCloseObjected.type]: { context: 'issues', cleared: false, named: 'unassigned' },
  [evaluation.StageCloseCleared.type]: { context: 'evaluation', cleared: true, named: 'held' },
  [evaluation.StageCloseObjected.type]: { context: 'evaluation', cleared: false, named: 'outstanding' },
};

/** Brings what each context answers to the stage: only all clearances close it (design §5, a gate over several ledgers). */
export const stageCloseAnswersPolicy = policy({
  name: 'stage-close-takes-answers',
  context: 'campaigns',
  clauses: ['C5.17', 'C6.1'],
  on: Object.fromEntries(Object.keys(ANSWERS).map((type) => [type, { version: 1 }])),
  react: ({ type, data, ledger }) => {
    const answer = ANSWERS[type];
    if (answer === undefined) return Promise.resolve([]);
    const { context, cleared, named } = answer;
    const command: PolicyCommand = {
      context: 'campaigns',
      aggregate: 'stage',
      command: 'TakeCloseAnswer',
      bureau: bureauOf(ledger),
      id: String(data['stage']),
      input: { request: data['request'] ?? null, context, cleared, named: data[named] ?? [] },
    };
    return Promise.resolve([command]);
  },
});
