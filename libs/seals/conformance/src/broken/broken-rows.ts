import type { LedgerId } from '@taizhang/kernel';
import type { Frontier, Tile } from '@taizhang/ledger';
import type { GuardRows, KeptCheckpoint, SealRows, SignedHead } from '@taizhang/seals-port';
import { MemoryGuardRows, type GuardMemory } from '../memory/memory-guard-rows.js';
import { MemorySealRows, type SealMemory } from '../memory/memory-seal-rows.js';

/** Rows with one fault, and words in the title of a case that must notice it. */
export interface BrokenRows<Memory, Rows> {
  readonly fault: string;
  readonly make: (memory: Memory) => Rows;
  readonly caught: string;
}

/** Takes everything and keeps nothing. */
export class DoNothingSealRows extends MemorySealRows {
  override extend(): Promise<void> {
    return Promise.resolve();
  }
  override publish(_ledger: LedgerId, checkpoint: KeptCheckpoint): Promise<KeptCheckpoint> {
    return Promise.resolve(checkpoint);
  }
  override deployment(fresh: string): Promise<string> {
    return Promise.resolve(fresh);
  }
}

class Narrowing extends MemorySealRows {
  override async extend(ledger: LedgerId, tiles: readonly Tile[], tree: Frontier): Promise<void> {
    await super.forgetTree(ledger);
    await super.extend(ledger, tiles, tree);
  }
}

class ForgettingAll extends MemorySealRows {
  override forgetTree(): Promise<void> {
    this.memory.trees.clear();
    this.memory.tiles.clear();
    return Promise.resolve();
  }
}

class ForgettingNothing extends MemorySealRows {
  override forgetTree(): Promise<void> {
    return Promise.resolve();
  }
}

class Overwriting extends MemorySealRows {
  override publish(ledger: LedgerId, checkpoint: KeptCheckpoint): Promise<KeptCheckpoint> {
    this.memory.checkpoints.get(ledger)?.delete(checkpoint.size);
    return super.publish(ledger, checkpoint);
  }
}

class ReplacingAlways extends MemorySealRows {
  override async replace(ledger: LedgerId, checkpoint: KeptCheckpoint): Promise<boolean> {
    return super.replace(ledger, checkpoint, (await super.checkpoint(ledger, checkpoint.size))?.note ?? '');
  }
}

class NewestByText extends MemorySealRows {
  override latest(ledger: LedgerId): Promise<KeptCheckpoint | undefined> {
    const byText = [...this.bySize(ledger)].sort((a, b) => (String(a.size) < String(b.size) ? -1 : 1));
    return Promise.resolve(byText.at(-1));
  }
}

class AnyUncosigned extends MemorySealRows {
  override async *uncosigned(): AsyncGenerator<LedgerId, void> {
    for (const ledger of this.memory.checkpoints.keys())
      if (this.bySize(ledger).some(({ cosigned }) => !cosigned)) yield await Promise.resolve(ledger);
  }
}

/** Faults that trees and checkpoints may have. */
export const brokenSealRows: readonly BrokenRows<SealMemory, SealRows>[] = [
  { fault: 'narrows tiles', make: (memory) => new Narrowing(memory), caught: 'never lets a late writer' },
  { fault: 'forgets all trees', make: (memory) => new ForgettingAll(memory), caught: 'forgets the tree of one' },
  { fault: 'forgets no tree', make: (memory) => new ForgettingNothing(memory), caught: 'forgets the tree of one' },
  { fault: 'overwrites checkpoints', make: (memory) => new Overwriting(memory), caught: 'in the place of another' },
  {
    fault: 'replaces whatever is there',
    make: (memory) => new ReplacingAlways(memory),
    caught: 'the note that was read',
  },
  { fault: 'sorts sizes as texts', make: (memory) => new NewestByText(memory), caught: 'finds the newest' },
  { fault: 'counts old checkpoints', make: (memory) => new AnyUncosigned(memory), caught: 'no cosignature' },
];

/** Takes every head and keeps none. */
export class DoNothingGuardRows extends MemoryGuardRows {
  override advance(): Promise<boolean> {
    return Promise.resolve(true);
  }
  override deployment(fresh: string): Promise<string> {
    return Promise.resolve(fresh);
  }
}

class Believing extends MemoryGuardRows {
  override advance(name: string, next: SignedHead): Promise<boolean> {
    this.memory.heads.set(name, next);
    return Promise.resolve(true);
  }
}

class Shrinking extends MemoryGuardRows {
  override async advance(name: string, next: SignedHead, expected: SignedHead | undefined): Promise<boolean> {
    const present = await super.head(name);
    if (present?.size !== expected?.size || present?.time !== expected?.time) return false;
    if (present !== undefined && !Buffer.from(present.root).equals(expected?.root ?? Buffer.alloc(0))) return false;
    this.memory.heads.set(name, next);
    return true;
  }
}

class Unnamed extends MemoryGuardRows {
  override heads(): ReturnType<MemoryGuardRows['heads']> {
    return super.heads('');
  }
}

/** Faults that a guard's heads may have. */
export const brokenGuardRows: readonly BrokenRows<GuardMemory, GuardRows>[] = [
  { fault: 'writes whatever comes', make: (memory) => new Believing(memory), caught: 'only where what was expected' },
  { fault: 'looks at nothing but what is expected', make: (memory) => new Shrinking(memory), caught: 'never takes' },
  { fault: 'lists every head', make: (memory) => new Unnamed(memory), caught: 'lists heads' },
];
