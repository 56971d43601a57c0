import { bureauOf, ledgerId, OFFICE_ROLES, role } from '@taizhang/kernel';
import {
  omissionReport,
  STAGE_DIRECTORY,
  type AskedDuties,
  type DirectoryStage,
  type OwedDuty,
} from '@taizhang/platform';
import { selfCheckDues } from '../self-check-dues.js';
import { SELF_CHECKS, type SelfCheckRow } from '../self-checks.view.js';

/** The bureau's self-checks that stand; loaded once per request. */
function selfChecksOf(bureau: string, { once, reads }: AskedDuties): Promise<readonly SelfCheckRow[]> {
  return once(`self-checks ${bureau}`, async () => {
    const found = await reads.all(SELF_CHECKS, {
      ledgers: [ledgerId('issues', bureau)],
      where: [{ op: 'eq', field: 'submitted', value: true }],
    });
    return found.map(({ doc }) => doc as unknown as SelfCheckRow); // documents of that view
  });
}

/**
 * Leading groups and leading cadres of a stage who have not answered their self-check (未开展自查): "nothing found" is an answer, no
 * answer is none [C1.1.l].
 */
export const selfChecksNotSubmitted = omissionReport({
  name: 'self-checks-not-submitted',
  clauses: ['C1.1.l'],
  title: { zh: '未开展自查的领导班子和领导干部', en: 'Leading groups and cadres without a self-check' },
  duties: {
    GROUP_SELF_CHECK: { zh: '领导班子对照自查', en: 'Self-check of the leading group' },
    CADRE_SELF_CHECK: { zh: '领导干部对照自查', en: 'Self-check of the leading cadre' },
  },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: STAGE_DIRECTORY,
    where: [{ op: 'in', field: 'status', values: ['OPEN', 'CLOSING', 'CLOSED'] }],
  },
  owed: async ({ ledger, doc }, asked) => {
    const stage = doc as unknown as DirectoryStage; // a document of that view
    const bureau = bureauOf(ledger);
    const [dues, checks] = [
      await selfCheckDues(bureau, stage, asked.on, asked.reads),
      await selfChecksOf(bureau, asked),
    ];
    return dues.map(({ unit, person, since }): OwedDuty => {
      const given = checks.find(
        (check) => check.stage === stage.stage && check.unit === unit && check.person === person,
      );
      return {
        duty: person === null ? 'GROUP_SELF_CHECK' : 'CADRE_SELF_CHECK',
        unit,
        person,
        subject: `stage/${stage.stage}`,
        part: person === null ? unit : `${unit}/${person}`,
        since: since > stage.from ? since : stage.from,
        dueOn: null,
        doneOn: given === undefined ? null : asked.dayOf(given.submittedAt),
      };
    });
  },
});
