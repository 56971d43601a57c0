import type { BallotDrawers, Drawer } from '@taizhang/ballots-port';
import { ballotBoxCases, runCase } from './ballot-box.conformance.js';
import { memoryBallotFixture } from './memory-ballot-fixture.js';
import { MemoryBallotDrawers, type BallotMemory } from './memory-ballot-drawers.js';

/** Keeps nothing and says that all went well. */
class DoNothingDrawers extends MemoryBallotDrawers {
  override make = () => Promise.resolve();
  override write = (drawers: readonly Drawer[]) => Promise.resolve(drawers.map(() => true));
  override destroy = () => Promise.resolve();
}

class WritesAnyRevision extends MemoryBallotDrawers {
  override write(drawers: readonly Drawer[]): Promise<readonly boolean[]> {
    for (const drawer of drawers) this.memory.drawers.set(`${drawer.box}/${drawer.drawer}`, drawer);
    return Promise.resolve(drawers.map(() => true));
  }
}

class MakesAgain extends MemoryBallotDrawers {
  override make(box: string, drawers: readonly Drawer[]): Promise<void> {
    this.memory.boxes.delete(box);
    return super.make(box, drawers);
  }
}

class KeepsDrawers extends MemoryBallotDrawers {
  override destroy(box: string): Promise<void> {
    this.memory.boxes.set(box, { drawers: 0, destroyed: true });
    return Promise.resolve();
  }
}

class ForgetsThatItWas extends MemoryBallotDrawers {
  override async destroy(box: string): Promise<void> {
    await super.destroy(box);
    this.memory.boxes.delete(box);
  }
}

class DestroysNeighbours extends MemoryBallotDrawers {
  override destroy(box: string): Promise<void> {
    this.memory.boxes.set(box, { drawers: 0, destroyed: true });
    for (const name of [...this.memory.drawers.keys()]) if (name.startsWith(box)) this.memory.drawers.delete(name);
    return Promise.resolve();
  }
}

class WritesOthers extends MemoryBallotDrawers {
  override async write(drawers: readonly Drawer[]): Promise<readonly boolean[]> {
    for (const drawer of drawers)
      if (drawer.revision === 1) this.memory.drawers.set(`${drawer.box}/${drawer.drawer}`, drawer);
    return super.write(drawers);
  }
}

async function failing(make: (memory: BallotMemory) => BallotDrawers): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const each of ballotBoxCases)
    await runCase(each, memoryBallotFixture(make)).catch(() => failed.push(each.title));
  return failed;
}

describe('the suite of ballot boxes', () => {
  it('has cases with titles of their own', () => {
    expect(new Set(ballotBoxCases.map(({ title }) => title)).size).toBe(ballotBoxCases.length);
  });

  it('fails drawers that keep nothing in every case but the one of a box that is not', async () => {
    const failed = await failing((memory) => new DoNothingDrawers(memory));
    const passed = ballotBoxCases.map(({ title }) => title).filter((title) => !failed.includes(title));
    expect(passed).toEqual(['takes nothing where no box was made, and has nothing to give']);
  });

  it.each([
    ['writes at any revision', WritesAnyRevision, 'at the revision'],
    ['makes a box anew', MakesAgain, 'makes a box once'],
    ['keeps what it destroyed', KeepsDrawers, 'destroys a box'],
    ['forgets what it destroyed', ForgetsThatItWas, 'never was'],
    ['destroys the next box as well', DestroysNeighbours, 'and no other'],
    ['writes drawers that are not', WritesOthers, 'does not exist'],
  ])('notices drawers of which one %s', async (_fault, Broken, caught) => {
    expect(await failing((memory) => new Broken(memory))).toContainEqual(expect.stringContaining(caught));
  });
});
