import { drawnSample } from '@taizhang/contracts';
import type { Addresses } from '@taizhang/scenario';
import type { Deployment } from '../deployments/deployment.js';

/** Contexts whose hosts are killed: all of the scenario's, and the one that records accesses. */
const VICTIMS = ['organization', 'issues', 'evaluation', 'campaigns', 'rules', 'access'];

/** Where a deployment is reached whose processes are killed (kill -9) while chosen requests are on their way. */
export class Kills {
  /** What was killed, as `<request>: <context>`. */
  readonly done: string[] = [];
  readonly #victims: ReadonlyMap<number, string>;
  #requests = 0;
  #revived: Promise<void> = Promise.resolve();
  #reviving = false;

  /**
   * @param times how many kills there are
   * @param among number of requests of a whole run, among which they fall
   */
  constructor(
    private readonly deployment: Deployment,
    seed: number,
    times: number,
    among: number,
  ) {
    const requests = drawnSample(
      seed,
      Array.from({ length: among }, (_gap, i) => String(i)),
      times,
    );
    const victims = drawnSample(
      seed,
      Array.from({ length: times }).flatMap(() => VICTIMS),
      times,
    );
    this.#victims = new Map(requests.map((request, i) => [Number(request), victims[i] ?? '']));
  }

  /** Addresses to play by: each request counts. */
  readonly addresses: Addresses = {
    urlOf: (context) => {
      if (!this.#reviving) this.#count();
      return this.deployment.urlOf(context);
    },
  };

  /** Number of requests so far. */
  get requests(): number {
    return this.#requests;
  }

  /** Waits until whatever was killed is there again. @throws when it does not come up */
  async settled(): Promise<void> {
    await this.#revived;
  }

  /** What is tried again while a host is away does not count: all kills would fall into the first outage. */
  #count(): void {
    const victim = this.#victims.get(this.#requests);
    this.#requests += 1;
    if (victim === undefined) return;
    this.done.push(`${String(this.#requests)}: ${victim}`);
    this.#reviving = true;
    this.#revived = this.#revive(victim).finally(() => {
      this.#reviving = false;
    });
  }

  async #revive(context: string): Promise<void> {
    await this.deployment.hostOf(context).kill();
    await this.deployment.revive(context);
  }
}
