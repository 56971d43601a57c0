import type { policyEvents } from '@taizhang/contracts';
import type { Evolve } from '@taizhang/kernel';

/** What a unit adopted, in order. */
export interface PolicyState {
  readonly adopted: readonly { readonly policy: string; readonly edition: number; readonly from: string }[];
}

/** Before anything was adopted. */
export const initialPolicy: PolicyState = { adopted: [] };

/** One entry per event type: a missing one does not compile. A withdrawn adoption is folded out before (decision 0008). */
export const evolvePolicy: Evolve<PolicyState, typeof policyEvents> = {
  'organization.PolicyAdopted': ({ adopted }, { policy, edition, from }) => ({
    adopted: [...adopted, { policy, edition, from }],
  }),
  'organization.PolicyAdoptionWithdrawn': (state) => state,
};
