import { mayFollow, sameHead, type GuardRows, type NamedHead, type SignedHead } from '@taizhang/seals-port';

/** Heads of one memory; several {@link MemoryGuardRows} may share one. */
export class GuardMemory {
  readonly heads = new Map<string, SignedHead>();
  deployment: string | undefined;
}

/** A guard's heads in memory. */
export class MemoryGuardRows implements GuardRows {
  constructor(protected readonly memory: GuardMemory = new GuardMemory()) {}

  head(name: string): Promise<SignedHead | undefined> {
    return Promise.resolve(this.memory.heads.get(name));
  }

  advance(name: string, next: SignedHead, expected: SignedHead | undefined): Promise<boolean> {
    const present = this.memory.heads.get(name);
    if (!sameHead(present, expected) || !mayFollow(next, present)) return Promise.resolve(false);
    this.memory.heads.set(name, next);
    return Promise.resolve(true);
  }

  async *heads(prefix: string): AsyncGenerator<NamedHead, void> {
    for (const [name, head] of [...this.memory.heads].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (name.startsWith(prefix)) yield await Promise.resolve({ name, head });
  }

  deployment(fresh: string): Promise<string> {
    this.memory.deployment ??= fresh;
    return Promise.resolve(this.memory.deployment);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
