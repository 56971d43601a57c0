import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport } from '@taizhang/platform';
import { BUREAUS, bureauIn, earliest, normsOf } from './norms-of.js';

/** Principals (一把手) of bureaus who sponsor no key norm (未牵头研究建立重点制度), since they are principal [C6.10]. */
export const keyNormsNotSponsored = omissionReport({
  name: 'key-norms-not-sponsored',
  clauses: ['C6.10'],
  title: { zh: '主要负责同志未牵头重点制度', en: 'Principals who sponsor no key norm' },
  duties: { SPONSOR_KEY_NORM: { zh: '牵头研究建立重点制度', en: 'Sponsor a key norm' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: BUREAUS,
  owed: async (document, asked) => {
    const { bureau, principal, principalFrom } = bureauIn(document);
    if (principal === null || principalFrom === null) return [];
    const norms = await normsOf(bureau, asked);
    const sponsored = norms.filter(({ key, sponsor }) => key && sponsor === principal);
    return [
      {
        duty: 'SPONSOR_KEY_NORM',
        unit: bureau,
        person: principal,
        subject: `unit/${bureau}`,
        part: null,
        since: principalFrom,
        dueOn: null,
        doneOn: earliest(sponsored.map(({ draftedOn }) => draftedOn)),
      },
    ];
  },
});
