import type { Logger } from 'pino';
import { contextsOf } from '../asking/view-service.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { contextsOfPolicy } from '../following/policy-handler.js';
import type { Readiness } from '../health/readiness.js';
import type { HostResources } from './host-resources.js';
import { nameOf, type HostServices } from './host-services.js';

/** A ledger that surely never exists: reading its head tells whether the store answers. */
const PROBE = 'probe/none';

/** All that goes on in a host by itself: views, policies, relay. Also tells whether the host is ready to serve. */
export class HostFollowers implements Readiness {
  #started = false;
  #leaving = false;

  constructor(
    private readonly services: HostServices,
    private readonly resources: HostResources,
    private readonly registry: ContextRegistry,
    private readonly logger: Logger,
  ) {}

  /** Prepares topics, opens the views' copies and starts all followers. */
  async start(own: ReadonlySet<string>): Promise<void> {
    const { feeds, inbox, relay, freshness, sweeper, jobs, deadlines, seals, time, registerPolicies } = this.services;
    const { transport } = this.resources;
    await transport.prepare([...new Set([...own, ...this.#consumed()])].sort());
    await feeds.open();
    registerPolicies();
    if (transport.kind === 'relayed') relay.start();
    await inbox.start();
    feeds.start();
    freshness.start();
    sweeper.start();
    jobs.runner.start();
    jobs.sweeper.start();
    if (time === undefined) {
      deadlines.start();
      seals.sealer.start();
    }
    this.#started = true;
  }

  /** From now on not ready: whatever balances the load sends nothing more. */
  leave(): void {
    this.#leaving = true;
  }

  /** Consumers first, then what they depend on; also after a start that failed halfway. */
  async stop(): Promise<void> {
    await this.services.jobs.runner.stop();
    await this.services.deadlines.stop();
    await Promise.all([
      this.services.jobs.sweeper.stop(),
      this.services.feeds.stop(),
      this.services.freshness.stop(),
      this.services.inbox.stop(),
      this.services.sweeper.stop(),
    ]);
    await this.services.relay.stop();
    await this.services.seals.sealer.stop();
  }

  async check(): Promise<Readonly<Record<string, 'up' | 'down'>>> {
    const stale = this.services.freshness.stale();
    return {
      store: await this.#storeAnswers(),
      followers: this.#started && stale.length === 0 ? 'up' : 'down',
      ...(this.#leaving && { stopping: 'down' as const }),
    };
  }

  async #storeAnswers(): Promise<'up' | 'down'> {
    try {
      await this.resources.store.head(PROBE);
      return 'up';
    } catch (error) {
      this.logger.warn({ error: nameOf(error) }, 'the store does not answer');
      return 'down';
    }
  }

  #consumed(): readonly string[] {
    return this.registry
      .features()
      .flatMap(({ views }) => views.flatMap(({ view }) => [...contextsOf(view)]))
      .concat(this.services.policies().flatMap(contextsOfPolicy));
  }
}
