import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { NORM_AREAS } from '@taizhang/contracts';
import { omissionReport, type OwedDuty } from '@taizhang/platform';
import { BUREAUS, bureauIn, earliest, inForceOn, normsOf } from './norms-of.js';

/** Of the eight areas, those in which a bureau has no norm of its own in force (8个方面制度缺项) [C3.11, C3.11.i]. */
export const areasWithoutNorm = omissionReport({
  name: 'areas-without-norm',
  clauses: ['C3.11', 'C3.11.i'],
  title: { zh: '八个方面制度缺项', en: 'Areas without a norm in force' },
  duties: { COVER_AREA: { zh: '制定该方面制度', en: 'Have a norm of this area in force' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: BUREAUS,
  owed: async (document, asked) => {
    const { bureau, since } = bureauIn(document);
    const inForce = (await normsOf(bureau, asked)).filter((norm) => inForceOn(norm, asked.on));
    return NORM_AREAS.map((area): OwedDuty => ({
      duty: 'COVER_AREA',
      unit: bureau,
      person: null,
      subject: `unit/${bureau}`,
      part: String(area),
      since,
      dueOn: null,
      doneOn: earliest(inForce.filter((norm) => norm.area === area).map(({ from }) => from)),
    }));
  },
});
