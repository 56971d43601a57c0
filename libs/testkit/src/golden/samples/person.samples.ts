import { personEvents } from '@taizhang/contracts';
import { SAMPLE_CLAIM, SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const person = 'wgx-0371.P-1';
const granted = {
  appointment: 'ap-1',
  person,
  role: 'branch-clerk',
  unit: 'wgx-0371/b-jia',
  from: '2014-01-01',
  clearance: 1,
  basis: '任命文件。',
} as const;

/** A person (人员): posts and delegations, and what was handed over on leaving. */
export const personSamples = sampled('person/wgx-0371.P-1', personEvents, {
  PersonRegistered: [{ person, unit: 'b-jia', name: '某某', from: '2014-01-01' }],
  PersonOutsideIdLinked: [{ person, system: 'hr', outside: '工号 0007', claim: SAMPLE_CLAIM }],
  PersonOutsideIdUnlinked: [{ person, system: 'hr', claim: SAMPLE_CLAIM, reason: '登记有误。' }],
  RoleGranted: [
    { ...granted, to: '2015-01-01' },
    { ...granted, to: null },
  ],
  RoleRevoked: [{ appointment: 'ap-1', event: SAMPLE_EVENT, person, on: '2014-09-01', reason: '岗位调整。' }],
  RoleGrantWithdrawn: [{ event: SAMPLE_EVENT, reason: '登记有误。' }],
  DelegationGiven: [
    {
      delegation: 'd-1',
      person,
      to: 'wgx-0371.P-2',
      power: 'wgx-0371.P-1:ap-1',
      contexts: ['issues', 'rules'],
      commands: ['RaiseIssue'],
      unit: 'wgx-0371/b-jia',
      from: '2014-07-01',
      until: '2014-07-15',
      basis: '出差期间授权。',
    },
    {
      delegation: 'd-2',
      person,
      to: 'wgx-0371.P-2',
      power: 'wgx-0371/b-jia:principal:wgx-0371.P-1',
      contexts: ['issues'],
      commands: [],
      unit: 'wgx-0371/b-jia',
      from: '2014-08-01',
      until: '2014-08-10',
      basis: '培训期间授权。',
    },
  ],
  DelegationRevoked: [{ delegation: 'd-1', event: SAMPLE_EVENT, person, on: '2014-07-10', reason: '提前返回。' }],
  DutiesHandedOver: [{ person, to: 'wgx-0371.P-2', on: '2014-09-30', reason: '工作调动。' }],
  PersonLeft: [{ person, on: '2014-10-01' }],
});
