import type { BallotDrawers, BoxKeys, BoxId, BoxRecord, Drawer } from '@taizhang/ballots-port';
import { BOX_KEY_BYTES, boxNameOf } from '@taizhang/ballots-port';
import { randomBytes } from 'node:crypto';

/** Boxes of one memory; several {@link MemoryBallotDrawers} may share one. */
export class BallotMemory {
  readonly boxes = new Map<string, BoxRecord>();
  readonly drawers = new Map<string, Drawer>();
}

/** Ballot boxes in memory, for tests of what stands on them. */
export class MemoryBallotDrawers implements BallotDrawers {
  constructor(protected readonly memory: BallotMemory = new BallotMemory()) {}

  make(box: string, drawers: readonly Drawer[]): Promise<void> {
    if (!this.memory.boxes.has(box)) {
      this.memory.boxes.set(box, { drawers: drawers.length, destroyed: false });
      for (const drawer of drawers) this.memory.drawers.set(`${box}/${drawer.drawer}`, drawer);
    }
    return Promise.resolve();
  }

  find(box: string): Promise<BoxRecord | undefined> {
    return Promise.resolve(this.memory.boxes.get(box));
  }

  read(box: string, drawers: readonly string[]): Promise<readonly Drawer[]> {
    const names = [...drawers].sort();
    return Promise.resolve(names.flatMap((drawer) => this.memory.drawers.get(`${box}/${drawer}`) ?? []));
  }

  write(drawers: readonly Drawer[]): Promise<readonly boolean[]> {
    return Promise.resolve(
      drawers.map((drawer) => {
        const name = `${drawer.box}/${drawer.drawer}`;
        if (this.memory.drawers.get(name)?.revision !== drawer.revision - 1) return false;
        this.memory.drawers.set(name, drawer);
        return true;
      }),
    );
  }

  destroy(box: string): Promise<void> {
    this.memory.boxes.set(box, { drawers: 0, destroyed: true });
    for (const name of [...this.memory.drawers.keys()])
      if (name.startsWith(`${box}/`)) this.memory.drawers.delete(name);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Keys of boxes in memory. */
export class MemoryBoxKeys implements BoxKeys {
  readonly keys = new Map<string, Uint8Array>();

  make(box: BoxId): Promise<Uint8Array> {
    const key = this.keys.get(boxNameOf(box)) ?? randomBytes(BOX_KEY_BYTES);
    this.keys.set(boxNameOf(box), key);
    return Promise.resolve(key);
  }

  get(box: BoxId): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.keys.get(boxNameOf(box)));
  }

  destroy(box: BoxId): Promise<void> {
    this.keys.delete(boxNameOf(box));
    return Promise.resolve();
  }
}
