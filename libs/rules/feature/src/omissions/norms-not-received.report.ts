import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { EXPECTED_NORMS, UPSTREAM_SUBJECTS } from '@taizhang/contracts';
import { omissionReport, type OwedDuty } from '@taizhang/platform';
import { BUREAUS, bureauIn, normsOf } from './norms-of.js';

/**
 * Norms from above that a bureau has no record of (未承接的上级制度), subject by subject, against the number that the source names:
 * cells of the reception matrix that are empty [C3.1–C3.10].
 */
export const normsNotReceived = omissionReport({
  name: 'norms-not-received',
  clauses: ['C3.1', 'C3.2', 'C3.3', 'C3.4', 'C3.5', 'C3.6', 'C3.7', 'C3.8', 'C3.9', 'C3.10'],
  title: { zh: '未承接的上级制度', en: 'Norms from above that are not taken over' },
  duties: { RECEIVE_NORM: { zh: '承接上级制度', en: 'Take over the norm' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: BUREAUS,
  owed: async (document, asked) => {
    const { bureau, since } = bureauIn(document);
    const norms = await normsOf(bureau, asked);
    return UPSTREAM_SUBJECTS.flatMap((subject): readonly OwedDuty[] => {
      const expected = EXPECTED_NORMS[subject];
      if (expected === 0) return [];
      const received = norms.filter((norm) => norm.origin === 'RECEIVED' && norm.subject === subject);
      const days = received.flatMap(({ receivedOn }) => receivedOn ?? []).sort();
      const common = { duty: 'RECEIVE_NORM', unit: bureau, person: null, since, dueOn: null } as const;
      return [{ ...common, subject: `unit/${bureau}`, part: subject, doneOn: days[expected - 1] ?? null }];
    });
  },
});
