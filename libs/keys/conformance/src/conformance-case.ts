import type { KeyRows } from '@taizhang/keys-port';

/** How a key store of one technology is opened for the suite. */
export interface KeyStoreFixture {
  readonly name: string;
  /** A place that nobody used before. */
  freshPlace(): Promise<string>;
  /** Opens the rows at a place; several may be open at once. */
  open(place: string): Promise<KeyRows>;
}

/** One case of the suite; runs outside Jest as well. */
export interface KeyStoreCase {
  readonly title: string;
  readonly run: (fixture: KeyStoreFixture) => Promise<void>;
}
