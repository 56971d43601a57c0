import { bureauOf, policy, type Policy } from '@taizhang/kernel';
import { stageEvents } from '@taizhang/contracts';

const { StageCloseRequested, StageCloseWithdrawn } = stageEvents.definitions;

/**
 * Answers when a stage is to be closed, and opens the door again when that is called off (design §5, a gate over several ledgers),
 * by the commands `AnswerStageClose` and `ReopenStage` of a context's own `stage`.
 */
export function stageClosePolicy(context: string, clauses: readonly string[]): Policy {
  return policy({
    name: 'stage-close-is-answered',
    context,
    clauses,
    on: Object.fromEntries([StageCloseRequested, StageCloseWithdrawn].map(({ type, version }) => [type, { version }])),
    react: ({ ledger, type, data }) =>
      Promise.resolve([
        {
          context,
          aggregate: 'stage',
          command: type === StageCloseRequested.type ? 'AnswerStageClose' : 'ReopenStage',
          bureau: bureauOf(ledger),
          id: String(data['stage']),
          input: { request: data['request'] ?? null },
        },
      ]),
  });
}
