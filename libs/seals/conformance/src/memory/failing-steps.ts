/** What a process dies of in a test. */
export class KilledError extends Error {
  override readonly name = 'KilledError';
}

/** Where a process is killed: before or after the n-th call of anything it uses. */
export interface KillPlan {
  /** From 0; -1 = never. */
  readonly step: number;
  /** `before`: the call has no effect; `after`: it has, and nobody hears of it. */
  readonly when: 'before' | 'after';
}

/** Counts the calls of several objects together, and kills at one of them; every later call is killed too, as a dead process makes none. */
export class KillSwitch {
  calls = 0;
  #dead = false;

  constructor(private readonly plan: KillPlan) {}

  /** The object, whose asynchronous methods are counted. Streams are not: they only read. */
  over<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (object, name) => {
        const method: unknown = Reflect.get(object, name);
        if (typeof method !== 'function') return method;
        return (...args: readonly unknown[]) => this.#call((): unknown => Reflect.apply(method, object, args));
      },
    });
  }

  #call(act: () => unknown): unknown {
    if (this.#dead) return Promise.reject(new KilledError());
    const killed = this.calls === this.plan.step;
    this.calls += 1;
    if (killed && this.plan.when === 'before') return this.#die();
    const answer = act();
    if (!(answer instanceof Promise)) return answer;
    if (killed) return answer.then(() => this.#die());
    return answer.then((value: unknown) => (this.#dead ? Promise.reject(new KilledError()) : value));
  }

  #die(): Promise<never> {
    this.#dead = true;
    return Promise.reject(new KilledError());
  }
}
