import { outsideClaimEvents, unitEvents } from '@taizhang/contracts';
import { SAMPLE_CLAIM, SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const appointed = { unit: 'b-jia', person: 'wgx-0371.P-1', from: '2014-01-01', clearance: 2, basis: '党委会议纪要。' };
const changed = { ...appointed, person: 'wgx-0371.P-2', previous: 'wgx-0371.P-1', from: '2014-07-01' };
const ended = { unit: 'b-jia', on: '2014-10-01', basis: '机构改革方案。' };

/** A unit (单位) in the tree, its names, places and principals. */
export const unitSamples = sampled('unit/b-jia', unitEvents, {
  UnitRegistered: [
    { unit: 'b-jia', level: 'BRANCH', parent: 'wgx-0371', name: '示例局群艺馆支部', from: '2014-01-01' },
    { unit: 'top', level: 'CENTRAL', parent: null, name: '示例单位', from: '2014-01-01' },
  ],
  UnitRenamed: [{ unit: 'b-jia', name: '示例局文化馆支部', from: '2014-03-01', reason: '机构更名。' }],
  UnitReparented: [
    { unit: 'b-jia', parent: 'wgx-0372', previous: 'wgx-0371', from: '2014-04-01', reason: '隶属关系调整。' },
    { unit: 'b-jia', parent: 'wgx-0371', previous: null, from: '2014-04-01', reason: '补充隶属关系。' },
  ],
  PrincipalAppointed: [
    { ...appointed, acting: false },
    { ...appointed, acting: true },
  ],
  PrincipalChanged: [
    { ...changed, acting: false },
    { ...changed, acting: true },
  ],
  PrincipalAppointmentWithdrawn: [
    { unit: 'b-jia', person: 'wgx-0371.P-1', event: SAMPLE_EVENT, reason: '登记有误。' },
  ],
  PrincipalChangeWithdrawn: [
    {
      unit: 'b-jia',
      person: 'wgx-0371.P-2',
      previous: 'wgx-0371.P-1',
      from: '2014-07-01',
      event: SAMPLE_EVENT,
      reason: '登记有误。',
    },
  ],
  UnitEnded: [
    { ...ended, kind: 'MERGED', successors: ['wgx-0371/b-yi'], principal: 'wgx-0371.P-2' },
    { ...ended, kind: 'ABOLISHED', successors: [], principal: null },
  ],
  UnitEndWithdrawn: [
    { unit: 'b-jia', principal: 'wgx-0371.P-2', event: SAMPLE_EVENT, reason: '登记有误。' },
    { unit: 'b-jia', principal: null, event: SAMPLE_EVENT, reason: '登记有误。' },
  ],
  UnitOutsideIdLinked: [{ unit: 'b-jia', system: 'registry', outside: '11330100', claim: SAMPLE_CLAIM }],
  UnitOutsideIdUnlinked: [{ unit: 'b-jia', system: 'registry', claim: SAMPLE_CLAIM, reason: '登记有误。' }],
});

/** An outside id of a unit or a person of the bureau, as it is claimed. */
export const outsideClaimSamples = sampled(`outside-claim/${SAMPLE_CLAIM}`, outsideClaimEvents, {
  OutsideIdClaimed: [{ claim: SAMPLE_CLAIM, kind: 'PERSON', holder: 'wgx-0371.P-1' }],
  OutsideIdReleased: [{ claim: SAMPLE_CLAIM, holder: 'wgx-0371.P-1' }],
});
