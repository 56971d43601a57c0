import { policyEvents, RECOMMENDED_POLICY } from '@taizhang/contracts';
import { SAMPLE_BUREAU, SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const adopted = { unit: SAMPLE_BUREAU, policy: 'DEFAULT-2014' };

/** Policy parameters (政策参数) that a unit adopts: all of them, then some. */
export const policySamples = sampled('policy/wgx-0371', policyEvents, {
  PolicyAdopted: [
    { ...adopted, edition: 1, from: '2014-01-01', values: RECOMMENDED_POLICY, basis: '党委会议决定。' },
    {
      ...adopted,
      policy: 'WGX-2014-07',
      edition: 2,
      from: '2014-07-01',
      values: { 'tally.blank': 'SPOILED', 'redpacket.amountAdvisory': 2000 },
      basis: '第二环节工作需要。',
    },
  ],
  PolicyAdoptionWithdrawn: [{ event: SAMPLE_EVENT, reason: '依据有误。' }],
});
