import type { IdentityRows } from '@taizhang/identity-port';

/** How an identity store of one technology is opened for the suite. */
export interface IdentityStoreFixture {
  readonly name: string;
  /** A place that nobody used before. */
  freshPlace(): Promise<string>;
  /** Opens the rows at a place; several may be open at once. */
  open(place: string): Promise<IdentityRows>;
}

/** One case of the suite; runs outside Jest as well. `one` and `other` are two openings of the same place. */
export interface IdentityStoreCase {
  readonly title: string;
  readonly check: (one: IdentityRows, other: IdentityRows) => Promise<void>;
}
