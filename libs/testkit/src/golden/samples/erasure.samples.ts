import { erasureEvents, erasureReportEvents } from '@taizhang/contracts';
import { SAMPLE_BUREAU } from './places.js';
import { sampled, type SampledEvents } from './sampled-events.js';

const place = { context: 'issues', idx: 41, digest: 'Q'.repeat(43) };
const destroyed = { ledgers: 3, keys: 2, disclosures: 17 };

/** An erasure (删除个人信息), of a person and of one value. */
export const erasureSamples = sampled('erasure/er-1', erasureEvents, {
  ErasureRequested: [
    { erasure: 'er-1', subject: 'wgx-0371.P-1', basis: 'PURPOSE_ACHIEVED', reason: '本人申请，目的已实现。' },
  ],
  DisclosureErasureRequested: [{ erasure: 'er-1', ...place, basis: 'COURT_ORDER', reason: '法院裁定。' }],
  ErasureConfirmed: [
    { erasure: 'er-1', subject: 'wgx-0371.P-1', basis: 'PURPOSE_ACHIEVED', contexts: ['organization', 'issues'] },
  ],
  DisclosureErasureConfirmed: [{ erasure: 'er-1', ...place, basis: 'COURT_ORDER' }],
  ErasureCarriedOut: [{ erasure: 'er-1', context: 'issues', ...destroyed }],
  ErasureCompleted: [{ erasure: 'er-1', ...destroyed }],
});

/** What one context reports of it (删除结果). */
export function erasureReportSamples(context: string): SampledEvents {
  return sampled('erasure-report/er-1', erasureReportEvents(context), {
    ErasureReported: [{ erasure: 'er-1', bureau: SAMPLE_BUREAU, ...destroyed }],
  });
}
