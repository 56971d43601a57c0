import { bureauOf, ledgerId, OFFICE_ROLES, role } from '@taizhang/kernel';
import {
  omissionReport,
  STAGE_DIRECTORY,
  UNIT_DIRECTORY,
  type AskedDuties,
  type DirectoryStage,
  type OwedDuty,
} from '@taizhang/platform';
import { evaluationsOf } from './evaluations-of.js';

/** Stages of a bureau that had begun by the day of the report. */
function stagesOf(bureau: string, { on, once, reads }: AskedDuties): Promise<readonly DirectoryStage[]> {
  return once(`stages ${bureau}`, async () => {
    const found = await reads.all(STAGE_DIRECTORY, { ledgers: [ledgerId('campaigns', bureau)] });
    const stages = found.map(({ doc }) => doc as unknown as DirectoryStage); // documents of that view
    return stages.filter(({ status, from }) => status !== 'WITHDRAWN' && from <= on);
  });
}

/**
 * Branches in the scope of a stage that have not held their dedicated briefing (专门通报会) in it, by the last of the days that the
 * stage sets for briefings [C5.1, C5.2].
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
    const stages = (await stagesOf(bureau, asked)).filter(({ units }) => units.includes(unit));
    // A branch that ended (撤并) before it had to hold one owes none.
    const ended = typeof doc['endedOn'] === 'string' ? doc['endedOn'] : null;
    const owing = stages.filter(({ briefings }) => ended === null || ended > briefings.to);
    return owing.map(({ stage, briefings }): OwedDuty => {
      const held = evaluations.find((evaluation) => evaluation.stage === stage && evaluation.unit === unit);
      return {
        duty: 'HOLD_BRIEFING',
        unit,
        person: null,
        subject: `unit/${unit}`,
        part: stage,
        since: briefings.from,
        dueOn: briefings.to,
        doneOn: held?.convenedOn ?? null,
      };
    });
  },
});
