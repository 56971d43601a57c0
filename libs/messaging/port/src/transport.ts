import type { RecordedEvent } from '@taizhang/event-store-port';
import type { Clearance, LedgerId } from '@taizhang/kernel';

/** One leaf on its way to consumers: exactly the stored bytes (design §7). */
export interface LedgerMessage {
  readonly ledger: LedgerId;
  readonly idx: number;
  /** The leaf's bytes, unchanged. */
  readonly leaf: Uint8Array;
  /** CloudEvents attributes and `traceparent`, as headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** The same leaf, already read, where the transport had to read it anyway (in-process): spares a second parsing. */
  readonly event?: RecordedEvent;
}

/** A leaf as its owner's relay publishes it: by its classification it goes whole to analysts, or hidden (design §7). */
export interface PublishedLeaf extends LedgerMessage {
  readonly clr: Clearance;
}

/** What a subscription gets: messages of one ledger, in the order they arrived. */
export type OnMessages = (ledger: LedgerId, messages: readonly LedgerMessage[]) => Promise<void>;

/** Whose events to consume, and as whom. */
export interface SubscriptionOptions {
  /** Consumers of one group share the ledgers among them. */
  readonly group: string;
  /** Contexts whose events are wanted. */
  readonly contexts: readonly string[];
  /** Resolves when the messages have had their effect; only then are they acknowledged. A rejection redelivers. */
  readonly onMessages: OnMessages;
  /** Asked where a consumer stands: the next index it wants. In-process delivery starts there. */
  readonly position: (ledger: LedgerId) => Promise<number>;
}

/** A running subscription. */
export interface Subscription {
  /** Resolves when the subscription is ready to receive what is published from now on. */
  readonly ready: Promise<void>;
  /**
   * Lets a ledger rest (parked, not yet) without holding up others. What arrives meanwhile may be passed over for good
   * (a Kafka partition holds many ledgers and its offset goes on): after `resume` the caller fetches what it missed from
   * the owner, as the inbox does.
   */
  pause(ledger: LedgerId): void;
  resume(ledger: LedgerId): void;
  /** Stops intake, drains what is in flight within `deadlineMs`, commits offsets, leaves the group. */
  stop(deadlineMs?: number): Promise<void>;
}

/** Carries leaves from the ledgers' owner to consumers, at least once (design §7). */
export interface LedgerTransport {
  /**
   * `relayed`: someone must publish (Kafka). `following`: the transport reads the store itself and {@link publish} is
   * not used (in-process).
   */
  readonly kind: 'relayed' | 'following';
  /**
   * Publishes leaves of one ledger in order, for services and for analysts of each clearance; resolves when the broker has all
   * of it durably (`acks=all`). Never two calls for one ledger at once.
   * @throws {@link TransportUnavailableError} when the outcome is a failure or unknown: publish again.
   */
  publish(context: string, leaves: readonly PublishedLeaf[]): Promise<void>;
  /** Creates the contexts' topics, or checks that existing ones have the configured settings. */
  prepare(contexts: readonly string[]): Promise<void>;
  subscribe(options: SubscriptionOptions): Promise<Subscription>;
  /**
   * All leaves that the contexts' topics still have, up to what was in them when it was asked; those of one ledger in order, with
   * repeats. Absent where leaves are kept nowhere but in the store.
   */
  published?(contexts: readonly string[]): AsyncIterable<LedgerMessage>;
  close(): Promise<void>;
}

/** The broker cannot be reached or did not acknowledge; nothing may be concluded about what it has. */
export class TransportUnavailableError extends Error {
  override readonly name = 'TransportUnavailableError';
  readonly code = 'TRANSPORT_UNAVAILABLE';
}

/** A topic exists with other settings than configured; one sentence that stops the start (design §7). */
export class TopicMismatchError extends Error {
  override readonly name = 'TopicMismatchError';
  readonly code = 'TOPIC_MISMATCH';
}
