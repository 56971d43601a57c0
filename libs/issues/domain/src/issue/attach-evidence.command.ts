import { command, entryOf, id, int, reject, role, sha256Hex, text, type JsonValue } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { BLOB_SIZE_DIFFERS, BLOB_UNKNOWN, EVIDENCE_ALREADY_ATTACHED, MEASURE_UNKNOWN } from './issue.rejections.js';
import { inStatus, OPEN_FOR_WORK } from './issue.rules.js';
import { contributingUnits, type IssueState } from './issue.state.js';

/** Attaches evidence (佐证材料) that was uploaded to this ledger, by the hash and size of the material, to the issue or to one of its measures [C1.0.g]. */
export const attachEvidence = command({
  name: 'AttachEvidence',
  title: { zh: '上传佐证材料', en: 'Attach evidence' },
  clauses: ['C1.0.g'],
  schema: z.strictObject({
    evidence: id(),
    measure: id().nullable().default(null),
    sha256: sha256Hex(),
    size: int().min(1),
    title: text(200),
  }),
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => contributingUnits(state),
  needs: ({ sha256 }, { bureau }) => ({ blob: { fact: 'platform.blob', key: `issues/${bureau}/${sha256}` } }),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, OPEN_FOR_WORK, facts, (issue) => {
      if (entryOf(issue.evidence, input.evidence) !== undefined)
        return reject(EVIDENCE_ALREADY_ATTACHED, { evidence: input.evidence });
      if (input.measure !== null && entryOf(issue.measures, input.measure) === undefined)
        return reject(MEASURE_UNKNOWN, { measure: input.measure });
      const { blob } = facts.needs;
      if (!isUploaded(blob)) return reject(BLOB_UNKNOWN, { sha256: input.sha256 });
      if (blob.size !== input.size) return reject(BLOB_SIZE_DIFFERS, { size: blob.size });
      return [issueEvents.EvidenceAttached(input)];
    }),
});

/** What the fact tells of an uploaded blob. */
function isUploaded(blob: JsonValue | undefined): blob is { readonly size: number } {
  return typeof blob === 'object' && blob !== null && 'size' in blob && typeof blob.size === 'number';
}
