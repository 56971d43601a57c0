import { bureauOf, policy } from '@taizhang/kernel';
import { stageEvents } from '@taizhang/contracts';

const { StageOpened } = stageEvents.definitions;

/** Watches every unit of a stage from its opening on (防止前紧后松) [C6.1]. */
export const unitsAreWatchedPolicy = policy({
  name: 'units-are-watched',
  context: 'campaigns',
  clauses: ['C6.1'],
  on: { [StageOpened.type]: { version: StageOpened.version } },
  react: ({ ledger, data }) => {
    const { stage, from, units } = data;
    const watched = Array.isArray(units) ? units.map(String) : [];
    return Promise.resolve(
      watched.map((unit) => ({
        context: 'campaigns',
        aggregate: 'inactivity',
        command: 'WatchUnit',
        bureau: bureauOf(ledger),
        id: `${String(stage)}.${unit}`,
        input: { stage: String(stage), unit, from: String(from) },
      })),
    );
  },
});
