import { aggregate, type Evolve } from '@taizhang/kernel';
import { outsideClaimEvents } from '@taizhang/contracts';

/** Who has an outside id now. */
export interface OutsideClaimState {
  readonly holder: string | null;
}

const evolve: Evolve<OutsideClaimState, typeof outsideClaimEvents> = {
  'organization.OutsideIdClaimed': (_state, { holder }) => ({ holder }),
  'organization.OutsideIdReleased': () => ({ holder: null }),
};

const initial: OutsideClaimState = { holder: null };

/** A claim on an outside id (外部编号占用): it is written with what it belongs to, and has no commands of its own. */
export const outsideClaim = aggregate({
  context: 'organization',
  name: 'outside-claim',
  events: outsideClaimEvents,
  initial,
  evolve,
  commands: [],
});
