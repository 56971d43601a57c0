import type { BallotDrawers } from '@taizhang/ballots-port';

/** How ballot boxes of one technology are opened for the suite. */
export interface BallotBoxFixture {
  readonly name: string;
  /** A place that nobody used before. */
  freshPlace(): Promise<string>;
  /** Opens the drawers at a place; several may be open at once. */
  open(place: string): Promise<BallotDrawers>;
}

/** One case of the suite; runs outside Jest as well. `one` and `other` are two openings of the same place. */
export interface BallotBoxCase {
  readonly title: string;
  readonly check: (one: BallotDrawers, other: BallotDrawers) => Promise<void>;
}
