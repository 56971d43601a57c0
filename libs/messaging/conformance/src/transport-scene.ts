import { randomBytes } from 'node:crypto';
import { ledgerId, type LedgerId } from '@taizhang/kernel';
import {
  InboxRunner,
  LeafRelay,
  machineTimers,
  settledWithin,
  type BackOff,
  type FollowerState,
  type InboxHandler,
  type InboxMetrics,
  type InboxSettings,
  type LedgerTransport,
  type RelayMetrics,
  type RelaySettings,
} from '@taizhang/messaging-port';
import { eventually } from '@taizhang/testkit';
import type { TransportFixture, TransportSite } from './fixture.js';
import { FollowerMemory, MemoryFollowerState } from './memory/memory-follower-state.js';
import { MemoryLedgers } from './memory/memory-ledgers.js';
import { type Effects, recordingHandler, type RecordingOptions } from './recording-handler.js';

const QUICK: BackOff = { firstMs: 10, mostMs: 200 };
/** A comparison with heads that no case waits for: what a case proves, the transport and gap repair must do. */
const NEVER_MS = 3_600_000;
/** How long relays of the suite hold their leases, in milliseconds. */
export const SCENE_LEASE_TTL_MS = 900;

/** What a case may say about an inbox. */
export interface InboxParts {
  readonly handlers: readonly InboxHandler[];
  readonly transport?: LedgerTransport;
  readonly state?: FollowerState;
  readonly settings?: Partial<InboxSettings>;
  readonly metrics?: InboxMetrics;
}

/** What a case may say about a relay. */
export interface RelayParts {
  readonly transport?: LedgerTransport;
  readonly state?: FollowerState;
  readonly settings?: Partial<RelaySettings>;
  readonly metrics?: RelayMetrics;
}

/** Stage of one case: an owner's ledgers, a site of the transport, follower state, and what is started on them. */
export class TransportScene {
  readonly ledgers = new MemoryLedgers();
  readonly memory = new FollowerMemory();
  /** A context of its own, so that nothing of another case can be met. */
  readonly context = `t${randomBytes(6).toString('hex')}`;
  private readonly transports: LedgerTransport[] = [];
  private readonly relays: LeafRelay[] = [];
  private readonly inboxes: InboxRunner[] = [];
  private count = 0;
  private restore: (() => Promise<void>) | undefined;

  constructor(
    readonly fixture: TransportFixture,
    readonly site: TransportSite,
  ) {}

  get state(): FollowerState {
    return new MemoryFollowerState(this.memory);
  }

  ledger(context = this.context): LedgerId {
    this.count += 1;
    return ledgerId(context, `wgx-${String(this.count).padStart(4, '0')}`);
  }

  consumer(): string {
    this.count += 1;
    return `consumer-${this.context}-${String(this.count)}`;
  }

  scaled(full: number, least: number): number {
    return Math.max(least, Math.round(full * this.fixture.scale));
  }

  /** Opens a transport, as another process would, with the topics there. */
  async transport(contexts: readonly string[] = [this.context]): Promise<LedgerTransport> {
    const transport = await this.site.open(this.ledgers);
    this.transports.push(transport);
    await transport.prepare(contexts);
    return transport;
  }

  /** Starts a relay where the transport needs one; elsewhere there is nothing to start. */
  async relay(parts: RelayParts = {}, contexts: readonly string[] = [this.context]): Promise<LeafRelay | undefined> {
    if (this.fixture.kind === 'following') return undefined;
    this.count += 1;
    const relay = new LeafRelay({
      store: this.ledgers,
      transport: parts.transport ?? (await this.transport(contexts)),
      state: parts.state ?? this.state,
      contexts,
      holder: `relay-${String(this.count)}`,
      settings: {
        leaseTtlMs: SCENE_LEASE_TTL_MS,
        renewIntervalMs: 100,
        markIntervalMs: 50,
        backOff: QUICK,
        ...parts.settings,
      },
      metrics: parts.metrics ?? {},
    });
    this.relays.push(relay);
    relay.start();
    return relay;
  }

  /** Starts an inbox; its handlers receive what is published from now on, and catch up from the owner behind it. */
  async inbox({ handlers, transport, state, settings, metrics }: InboxParts): Promise<InboxRunner> {
    const inbox = new InboxRunner({
      transport: transport ?? (await this.transport()),
      state: state ?? this.state,
      owner: this.ledgers.owner(),
      settings: {
        reconcileIntervalMs: NEVER_MS,
        decisionPollMs: 50,
        retryBackOff: QUICK,
        notYetBackOff: QUICK,
        maxAttempts: 3,
        ...settings,
      },
      metrics: metrics ?? {},
    });
    this.inboxes.push(inbox);
    for (const handler of handlers) inbox.register(handler);
    await inbox.start();
    await inbox.receives();
    return inbox;
  }

  /** A handler of this case's context that writes down its effects. */
  handler(parts: Partial<RecordingOptions> & { readonly effects: Effects }): InboxHandler {
    return recordingHandler({ consumer: this.consumer(), contexts: [this.context], ...parts });
  }

  /** Waits until the effects reach the ledger's end. */
  async reached(effects: Effects, ...ledgers: readonly LedgerId[]): Promise<void> {
    await this.eventually(`everything of ${ledgers.join(', ')} has had its effect`, () =>
      ledgers.every((ledger) => effects.count(ledger) === this.ledgers.size(ledger)),
    );
  }

  /** Waits as long as the fixture asks for patience. */
  eventually<T>(what: string, probe: () => T | Promise<T>): Promise<Exclude<T, undefined | false>> {
    return eventually(what, probe, { deadlineMs: this.fixture.patienceMs });
  }

  /** Waits until `work` ends; that it ends is what the case asks. */
  async ends(what: string, work: Promise<unknown> | undefined): Promise<void> {
    let ended = false;
    const ending = Promise.resolve(work).finally(() => {
      ended = true;
    });
    await this.eventually(`${what} ends`, () => ended);
    await ending;
  }

  /** One turn of the event loop, so that others get on. */
  turn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Takes the broker (or the store) away; the answer brings it back, and so does the end of the case. */
  async interrupt(): Promise<() => Promise<void>> {
    const restore = await this.site.interrupt();
    this.restore = restore;
    return async () => {
      this.restore = undefined;
      await restore();
    };
  }

  async clear(): Promise<void> {
    await this.restore?.();
    const bounded = (work: readonly Promise<unknown>[]): Promise<boolean> =>
      settledWithin(Promise.allSettled(work), this.fixture.patienceMs, machineTimers);
    await bounded(this.inboxes.map((inbox) => inbox.stop(2_000)));
    await bounded(this.relays.map((relay) => relay.stop(2_000)));
    await bounded(this.transports.map((transport) => transport.close()));
    await this.site.close();
  }
}

/** Plays a case on a site of its own and clears up, also when it fails. */
export async function playTransport(
  fixture: TransportFixture,
  play: (scene: TransportScene) => Promise<void>,
): Promise<void> {
  const scene = new TransportScene(fixture, await fixture.createSite());
  try {
    await play(scene);
  } finally {
    await scene.clear();
  }
}
