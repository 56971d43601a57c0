import type { EventStore } from '@taizhang/event-store-port';
import type { FollowerState, LedgerTransport } from '@taizhang/messaging-port';

/** One database for follower state, empty when it was made. */
export interface FollowerDatabase {
  /** Opens a state on it; a second call is a second process. `nowMs` stands for the store server's time. */
  open(nowMs?: () => number): Promise<FollowerState>;
  drop(): Promise<void>;
}

/** What a follower state declares to be put through the suite. */
export interface FollowerStateFixture {
  readonly name: string;
  /** Sizes of the large cases are multiplied by this. */
  readonly scale: number;
  createDatabase(): Promise<FollowerDatabase>;
}

/** What a transport reads of its owner's store. */
export type OwnerStore = Pick<EventStore, 'follow' | 'readLedger' | 'heads'>;

/** Where transports of one case live: a broker, or the one process. */
export interface TransportSite {
  /** Opens a transport, as another process would; `store` is the owner's. */
  open(store: OwnerStore): Promise<LedgerTransport>;
  /**
   * Takes the broker away until the answer is called (a restart for real); where there is none, takes the store away from
   * its followers. All open transports must get over it by themselves.
   */
  interrupt(): Promise<() => Promise<void>>;
  /** Removes what the transport has kept of a context: the retention is over. */
  expire(context: string): Promise<void>;
  close(): Promise<void>;
}

/** What a transport declares to be put through the suite. Differences are data: no case is ever skipped. */
export interface TransportFixture {
  readonly name: string;
  /** `relayed`: the suite starts relays beside it, and asks what relays must do; `following`: that nothing is published to it. */
  readonly kind: LedgerTransport['kind'];
  /** Sizes of the large cases are multiplied by this. */
  readonly scale: number;
  /** What a handler at work holds up: its own ledger, or all ledgers that share a partition with it. */
  readonly handlerHoldsUp: 'ledger' | 'partition';
  /** Most events that may wait between store and handlers; a relay of the suite is given it as its bound. */
  readonly waitingEvents: number;
  /** How long the suite waits for what must come, in milliseconds. */
  readonly patienceMs: number;
  createSite(): Promise<TransportSite>;
}
