export { boxNameOf, type BallotBox, type BoxId, type BoxKeys, type CastBallot, type Put } from './ballot-box.js';
export {
  BALLOT_BOX_RETRY_AFTER_MS,
  BallotBoxError,
  type BallotDrawers,
  type BoxRecord,
  type Drawer,
} from './ballot-drawers.js';
export { MAX_BALLOTS_PER_BATCH, MAX_PUT_TRIES, MAX_WAITING_BALLOTS } from './ballot-writer.js';
export { BOX_KEY_BYTES } from './box-cipher.js';
export { BALLOTS_PER_DRAWER, createBallotBox, MAX_DRAWERS } from './create-ballot-box.js';
export { MAX_BALLOT_BYTES } from './drawer-content.js';
