import { bureauOf, ledgerId, policy, type JsonObject, type PolicyCommand, type PolicyReads } from '@taizhang/kernel';
import { policyEvents, stageEvents } from '@taizhang/contracts';
import { UNIT_DIRECTORY } from '@taizhang/platform';
import { INACTIVITY_ALERTS } from './inactivity-alerts.view.js';
import { stagesView } from './stages.view.js';

const { StageOpened } = stageEvents.definitions;
const { PolicyAdopted } = policyEvents.definitions;

function watches(bureau: string, { stage, from, units }: JsonObject): readonly PolicyCommand[] {
  const watched = Array.isArray(units) ? units.map(String) : [];
  return watched.map((unit) => ({
    context: 'campaigns',
    aggregate: 'inactivity',
    command: 'WatchUnit',
    bureau,
    id: `${String(stage)}.${unit}`,
    input: { stage: String(stage), unit, from: String(from) },
  }));
}

/** Whether what a unit adopts holds for a bureau: for itself, and for all below it. */
async function holdsFor(bureau: string, adopting: string, reads: PolicyReads): Promise<boolean> {
  const seen = new Set<string>();
  for (let unit: unknown = bureau; typeof unit === 'string' && !seen.has(unit);) {
    if (unit === adopting) return true;
    seen.add(unit);
    const register = ledgerId('organization', unit);
    const found = await reads.find(UNIT_DIRECTORY, { unit });
    unit = found.find(({ ledger }) => ledger === register)?.doc['parent'];
  }
  return false;
}

/** Units of stages that were opened before anybody had said how long silence may last. */
async function unwatched(adopting: string, reads: PolicyReads): Promise<readonly PolicyCommand[]> {
  const given: PolicyCommand[] = [];
  for (const { ledger, doc } of await reads.find(stagesView.name, { status: 'OPEN' })) {
    const bureau = bureauOf(ledger);
    if (!(await holdsFor(bureau, adopting, reads))) continue;
    const rows = await reads.find(INACTIVITY_ALERTS, { stage: String(doc['stage']) });
    const watched = rows.filter((row) => row.ledger === ledger).map((row) => row.doc['unit']);
    given.push(...watches(bureau, doc).filter(({ input }) => !watched.includes(input['unit'] ?? null)));
  }
  return given;
}

/** Watches every unit of a stage from its opening on, or since the days of silence are in force (防止前紧后松) [C6.1]. */
export const unitsAreWatchedPolicy = policy({
  name: 'units-are-watched',
  context: 'campaigns',
  clauses: ['C6.1'],
  on: {
    [StageOpened.type]: { version: StageOpened.version },
    [PolicyAdopted.type]: { version: PolicyAdopted.version },
  },
  react: ({ type, ledger, data }, reads) => {
    if (type === StageOpened.type) return Promise.resolve(watches(bureauOf(ledger), data));
    const values = (data['values'] ?? {}) as JsonObject; // as that event has it
    return Object.hasOwn(values, 'inactivity.days') ? unwatched(String(data['unit']), reads) : Promise.resolve([]);
  },
});
