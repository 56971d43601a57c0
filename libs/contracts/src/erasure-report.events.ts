import { event, events, id, int } from '@taizhang/kernel';
import { z } from 'zod';

const count = () => int().min(0);

/** Name by which every context reports, in its own ledgers, what it destroyed. */
const erasureReported = () =>
  event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({
      erasure: id(),
      /** The one that asked: where its own ledger has ended, another's takes the report. */
      bureau: id(),
      ledgers: count(),
      keys: count(),
      disclosures: count(),
    }),
  });

/** Events that every context has: the erasure (删除) of this id, asked for in the `organization` ledger of `bureau`, is carried out here. */
export function erasureReportEvents(context: string) {
  return events(context, { ErasureReported: erasureReported() });
}
