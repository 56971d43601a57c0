import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { EXPECTED_NORMS, UPSTREAM_SUBJECT_TABLE, UPSTREAM_SUBJECTS } from '@taizhang/contracts';
import { queryRoute } from '@taizhang/platform';
import type { NormRow } from './norms.view.js';
import { answer, isInForce, normsOf, registerParams } from './register-queries.js';

/** A norm from above: how it is taken over, by whom, since when, and by which norms it is refined. */
function cell(
  { norm, level, issuer, document, treatment, unit, owner, receivedOn }: NormRow,
  refining: readonly NormRow[],
) {
  const refinedBy = refining.filter(({ refines }) => refines === norm).map((own) => own.norm);
  const open = treatment === 'REFINE' && refinedBy.length === 0;
  return { norm, level, issuer, document, treatment, unit, owner, receivedOn, refinedBy, open };
}

/**
 * Which norms from above are taken over and how (承接矩阵), subject by subject, against the number that the source names. A cell is
 * open where a norm is to be refined and no norm in force refines it yet; missing are the norms not on record [C3.1–C3.10].
 */
export const receptionMatrixQuery = queryRoute({
  name: 'reception-matrix',
  clauses: ['C3.1', 'C3.2', 'C3.3', 'C3.4', 'C3.5', 'C3.6', 'C3.7', 'C3.8', 'C3.9', 'C3.10'],
  title: { zh: '上级制度承接矩阵', en: 'Reception matrix' },
  params: registerParams,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  handle: async ({ bureau, on }, reads) => {
    const norms = await normsOf(bureau, reads);
    const upstream = norms.filter(
      ({ origin, receivedOn }) =>
        origin === 'RECEIVED' && (on === undefined || (receivedOn !== null && receivedOn <= on)),
    );
    const refining = norms.filter((norm) => norm.origin === 'OWN' && isInForce(norm, on));
    const subjects = UPSTREAM_SUBJECTS.map((subject) => {
      const received = upstream.filter((norm) => norm.subject === subject).map((norm) => cell(norm, refining));
      const { zh, en } = UPSTREAM_SUBJECT_TABLE.rows[subject];
      const expected = EXPECTED_NORMS[subject];
      const missing = Math.max(0, expected - received.length);
      return { subject, zh, en, expected, received: received.length, missing, norms: received };
    });
    const cells = subjects.flatMap((subject) => subject.norms);
    const of = (treatment: string) => cells.filter((one) => one.treatment === treatment).length;
    return answer({
      received: cells.length,
      treatments: { ADOPT: of('ADOPT'), REFINE: of('REFINE'), NOT_APPLICABLE: of('NOT_APPLICABLE') },
      missing: subjects.reduce((sum, subject) => sum + subject.missing, 0),
      open: cells.filter((one) => one.open).length,
      subjects,
    });
  },
});
