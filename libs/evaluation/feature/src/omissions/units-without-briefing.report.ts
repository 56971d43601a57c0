import { bureauOf, OFFICE_ROLES, role } from '@taizhang/kernel';
import { STAGE_WINDOW_FACT } from '@taizhang/evaluation-domain';
import { omissionReport, UNIT_DIRECTORY, type AskedDuties, type OwedDuty } from '@taizhang/platform';
import { earliest, evaluationsOf } from './evaluations-of.js';

/** Days between which a stage holds its briefings, where somebody set them. */
async function windowOf(bureau: string, stage: string, { fact, once }: AskedDuties) {
  const window = await once(`window ${bureau}/${stage}`, () =>
    fact({ fact: STAGE_WINDOW_FACT, key: `${bureau}/${stage}` }),
  );
  const day = (name: 'from' | 'to'): string | null => {
    const value: unknown = typeof window === 'object' && window !== null ? Reflect.get(window, name) : null;
    return typeof value === 'string' ? value : null;
  };
  return { from: day('from'), to: day('to') };
}

/**
 * Branches that have not held their dedicated briefing (专门通报会) in a stage in which others of their bureau have: by the end of
 * the stage's window, at once where it has none [C5.1, C5.2].
 */
export const unitsWithoutBriefing = omissionReport({
  name: 'units-without-briefing',
  clauses: ['C5.1', 'C5.2'],
  title: { zh: '未召开整改情况通报会的党支部', en: 'Branches without their briefing' },
  duties: { HOLD_BRIEFING: { zh: '召开整改情况通报会', en: 'Hold the briefing' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: { view: UNIT_DIRECTORY, where: [{ op: 'eq', field: 'level', value: 'BRANCH' }] },
  owed: async ({ ledger, key: unit, doc }, asked) => {
    const bureau = bureauOf(ledger);
    const evaluations = await evaluationsOf(bureau, asked);
    const stages = [...new Set(evaluations.map(({ stage }) => stage))];
    const owed = await Promise.all(
      stages.map(async (stage): Promise<readonly OwedDuty[]> => {
        const inStage = evaluations.filter((evaluation) => evaluation.stage === stage);
        const { from, to } = await windowOf(bureau, stage, asked);
        // A branch that ended (撤并) before it had to hold one owes none.
        if (typeof doc['endedOn'] === 'string' && doc['endedOn'] <= (to ?? asked.on)) return [];
        const first = earliest(inStage.map(({ convenedOn }) => convenedOn)) ?? asked.on;
        return [
          {
            duty: 'HOLD_BRIEFING',
            unit,
            person: null,
            subject: `unit/${unit}`,
            part: stage,
            since: from ?? first,
            dueOn: to,
            doneOn: inStage.find((evaluation) => evaluation.unit === unit)?.convenedOn ?? null,
          },
        ];
      }),
    );
    return owed.flat();
  },
});
