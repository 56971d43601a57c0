import { BASIS_LEVELS } from '@taizhang/contracts';
import { bureauOf, OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, type OwedDuty } from '@taizhang/platform';
import { campaignsView, type CampaignRow } from '../campaigns.view.js';

/** Campaigns without a basis document of one of the three levels (依据文件缺项): central, provincial, city [C0.2]. */
export const basisDocumentsMissing = omissionReport({
  name: 'basis-documents-missing',
  clauses: ['C0.2'],
  title: { zh: '活动依据文件缺项', en: 'Campaigns without a basis document of a level' },
  duties: { LINK_BASIS_DOCUMENT: { zh: '登记该层级的依据文件', en: 'Link the basis document of this level' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: { view: campaignsView.name, where: [{ op: 'eq', field: 'status', value: 'LAUNCHED' }] },
  owed: ({ ledger, doc }, { dayOf }) => {
    const { campaign, on, documents } = doc as unknown as CampaignRow; // a document of that view
    const owed = BASIS_LEVELS.map((level): OwedDuty => {
      const linked = Object.values(documents).filter((one) => one.level === level);
      const [first] = linked.map(({ linkedAt }) => dayOf(linkedAt)).sort();
      return {
        duty: 'LINK_BASIS_DOCUMENT',
        unit: bureauOf(ledger),
        person: null,
        subject: `campaign/${campaign}`,
        part: level,
        since: on,
        dueOn: null,
        doneOn: first ?? null,
      };
    });
    return Promise.resolve(owed);
  },
});
