import { command, id, int, reject, role } from '@taizhang/kernel';
import { erasureEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { ERASURE_REPORT_UNEXPECTED } from './erasure.rejections.js';
import { added, type ErasureState } from './erasure.state.js';

const count = () => int().min(0);

/** A context says what it has destroyed (回报删除结果); with the last answer the erasure is complete. */
export const reportErasure = command({
  name: 'ReportErasure',
  title: { zh: '回报删除结果', en: 'Report erasure' },
  clauses: [],
  schema: z.strictObject({ context: id(), ledgers: count(), keys: count(), disclosures: count() }),
  allow: role('system').at('anywhere'),
  decide: (input, state: ErasureState, _facts, { id: erasure }) => {
    if (state.kind !== 'confirmed' || !state.waiting.includes(input.context)) return reject(ERASURE_REPORT_UNEXPECTED);
    const carriedOut = erasureEvents.ErasureCarriedOut({ erasure, ...input });
    if (state.waiting.length > 1) return [carriedOut];
    return [carriedOut, erasureEvents.ErasureCompleted({ erasure, ...added(state.destroyed, input) })];
  },
});
