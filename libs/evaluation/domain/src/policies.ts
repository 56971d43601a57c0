export { pickPolicies, policiesOf, POLICY_NOT_IN_FORCE, underPolicies, type InForce } from '@taizhang/contracts';
