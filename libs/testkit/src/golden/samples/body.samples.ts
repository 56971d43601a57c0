import { bodyEvents } from '@taizhang/contracts';
import { SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const joined = {
  body: 'party-committee',
  unit: 'wgx-0371',
  person: 'wgx-0371.P-1',
  from: '2014-01-01',
  clearance: 2,
  basis: '选举结果批复。',
} as const;

/** A body (机构): who belongs to it, and its end. */
export const bodySamples = sampled('body/party-committee', bodyEvents, {
  BodyFormed: [
    {
      body: 'party-committee',
      kind: 'PARTY_COMMITTEE',
      unit: 'wgx-0371',
      name: '示例局党委',
      from: '2014-01-01',
    },
  ],
  BodyMemberJoined: [
    { ...joined, post: 'SECRETARY', roles: ['committee-member', 'committee-secretary'], to: '2019-01-01' },
    { ...joined, post: 'MEMBER', roles: ['committee-member'], to: null },
  ],
  BodyMemberLeft: [
    { body: 'party-committee', event: SAMPLE_EVENT, person: 'wgx-0371.P-1', on: '2014-09-01', reason: '工作调动。' },
  ],
  BodyMembershipWithdrawn: [{ event: SAMPLE_EVENT, reason: '登记有误。' }],
  BodyFormationWithdrawn: [{ event: SAMPLE_EVENT, reason: '重复登记。' }],
  BodyDissolved: [{ body: 'party-committee', on: '2014-12-31', reason: '机构撤销。' }],
});
