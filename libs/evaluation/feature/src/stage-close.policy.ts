import { bureauOf, policy, type PolicyCommand, type ReactedEvent } from '@taizhang/kernel';
import { stageEvents } from '@taizhang/contracts';

const { StageCloseRequested, StageCloseWithdrawn } = stageEvents.definitions;

function stageCommand({ ledger, data }: ReactedEvent, command: string): PolicyCommand {
  return {
    context: 'evaluation',
    aggregate: 'stage',
    command,
    bureau: bureauOf(ledger),
    id: String(data['stage']),
    input: { request: data['request'] ?? null },
  };
}

/** Answers when a stage is to be closed, and opens the door again when that is called off (design §5, a gate over several ledgers). */
export const stageClosePolicy = policy({
  name: 'stage-close-is-answered',
  context: 'evaluation',
  clauses: ['C5.17', 'C6.1'],
  on: {
    [StageCloseRequested.type]: { version: StageCloseRequested.version },
    [StageCloseWithdrawn.type]: { version: StageCloseWithdrawn.version },
  },
  react: (event) =>
    Promise.resolve([
      stageCommand(event, event.type === StageCloseRequested.type ? 'AnswerStageClose' : 'ReopenStage'),
    ]),
});
