import type { JsonObject } from '@taizhang/kernel';
import { policyEvents, POLICY_PARAMETERS, POLICY_POINTS, RECOMMENDED_POLICY } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { adoptPolicy } from './adopt-policy.command.js';
import { policy } from './policy.aggregate.js';
import { withdrawPolicyAdoption } from './withdraw-policy-adoption.command.js';

const actor = { id: 'acct-wgx-0371.P-9', role: 'committee-secretary' } as const;
const known = { 'organization.unit-path/wgx-0371/wgx-0371': ['wgx-0371', 'city-jc'] };
const here = { bureau: 'wgx-0371', id: 'wgx-0371', actor, known };
const input = { policy: 'DEFAULT-2014', from: '2014-01-01', recommended: true, basis: '常委会决定' } as const;
const adopted = policyEvents.PolicyAdopted({
  unit: 'wgx-0371',
  policy: 'DEFAULT-2014',
  edition: 1,
  from: '2014-01-01',
  values: RECOMMENDED_POLICY,
  basis: '常委会决定',
});

describe('adopt policy 采用政策参数', () => {
  it('adopts all that is recommended, reaching back where there was nothing before', () => {
    given(policy).when(adoptPolicy, input, here).then(adopted);
  });

  it('adopts some by name, others as recommended or not at all', () => {
    const values = { 'criticism.threshold': { n: 85, d: 100 } };
    given(policy)
      .when(adoptPolicy, { ...input, values }, here)
      .then(policyEvents.PolicyAdopted({ ...adopted.data, values: { ...RECOMMENDED_POLICY, ...values } }));
    given(policy, adopted)
      .when(adoptPolicy, { policy: 'STRICT', from: '2014-07-20', values, basis: '决定' }, here)
      .then(
        policyEvents.PolicyAdopted({
          unit: 'wgx-0371',
          policy: 'STRICT',
          edition: 2,
          from: '2014-07-20',
          values,
          basis: '决定',
        }),
      );
  });

  it('refuses a later one that would reach into the past, a name in use, and one that settles nothing', () => {
    const later = { policy: 'STRICT', from: '2014-07-19', values: { 'ballot.remote': false }, basis: '决定' };
    given(policy, adopted).when(adoptPolicy, later, here).thenRejected('POLICY_IN_PAST');
    given(policy, adopted)
      .when(adoptPolicy, { ...later, from: '2014-07-20', policy: 'DEFAULT-2014' }, here)
      .thenRejected('POLICY_ALREADY_ADOPTED');
    given(policy)
      .when(adoptPolicy, { ...input, recommended: false }, here)
      .thenRejected('POLICY_EMPTY');
  });

  it('refuses a share above the whole', () => {
    const refused = (values: JsonObject, parameters: string[]) =>
      given(policy)
        .when(adoptPolicy, { ...input, values }, here)
        .thenRejected('POLICY_ABOVE_WHOLE', { parameters });
    refused({ 'criticism.threshold': { n: 101, d: 100 } }, ['criticism.threshold']);
    refused({ 'evaluation.quorum': { n: 5, d: 4 } }, ['evaluation.quorum']);
    refused({ 'criticism.opinions': { share: { n: 2, d: 1 }, min: 5, advisory: true } }, ['criticism.opinions']);
    const all = { 'criticism.threshold': { n: 100, d: 100 } };
    given(policy)
      .when(adoptPolicy, { ...input, values: all }, here)
      .then(policyEvents.PolicyAdopted({ ...adopted.data, values: { ...RECOMMENDED_POLICY, ...all } }));
  });

  it('refuses a branch, and a unit that nobody registered', () => {
    given(policy)
      .when(adoptPolicy, input, { ...here, id: 'b-jia' })
      .thenRejected('POLICY_OUTSIDE_LEDGER');
    given(policy)
      .when(adoptPolicy, input, { ...here, known: {} })
      .thenRejected('POLICY_UNIT_UNKNOWN');
  });
});

describe('withdraw policy adoption 撤回政策参数', () => {
  it('leaves the unit as it was before, so that the name may be used again', () => {
    const wrong = { event: eventIdAt(0), reason: '录入有误' };
    const withdrawn = policyEvents.PolicyAdoptionWithdrawn(wrong);
    given(policy, adopted).when(withdrawPolicyAdoption, wrong, here).then(withdrawn);
    given(policy, adopted, withdrawn).when(adoptPolicy, input, here).then(adopted);
  });
});

describe('the catalogue of parameters', () => {
  it('has the 51 points of policies.md, each with what it settles and its clauses', () => {
    expect(POLICY_PARAMETERS).toHaveLength(51);
    expect(Object.keys(RECOMMENDED_POLICY)).toEqual(POLICY_PARAMETERS);
    for (const parameter of POLICY_PARAMETERS) expect(POLICY_POINTS[parameter].clauses.length).toBeGreaterThan(0);
  });
});
