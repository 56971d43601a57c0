import { command, id, int, reject, role, sha256Hex, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { EVIDENCE_ALREADY_ATTACHED, MEASURE_UNKNOWN } from './issue.rejections.js';
import { entryOf, inStatus, OPEN_FOR_WORK } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Attaches evidence (佐证材料) by the hash and size of the material, to the issue or to one of its measures [C1.0.g]. */
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
  decide: (input, state: IssueState, facts) =>
    inStatus(state, OPEN_FOR_WORK, facts, (issue) => {
      if (entryOf(issue.evidence, input.evidence) !== undefined)
        return reject(EVIDENCE_ALREADY_ATTACHED, { evidence: input.evidence });
      if (input.measure !== null && entryOf(issue.measures, input.measure) === undefined)
        return reject(MEASURE_UNKNOWN, { measure: input.measure });
      return [issueEvents.EvidenceAttached(input)];
    }),
});
