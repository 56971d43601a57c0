import type { JobResultRow, JobRow, JobRows } from '@taizhang/jobs-port';
import { jobRowsCases } from './job-rows.cases.js';
import { runCase } from './job-rows.conformance.js';
import { MemoryJobRows, memoryJobRowsFixture, type JobMemory } from './memory-job-rows.js';

/** Keeps nothing and says that all went well. */
class DoNothing extends MemoryJobRows {
  override add = () => Promise.resolve(true);
  override replace = () => Promise.resolve(true);
  override addResults = () => Promise.resolve();
  override mark = () => Promise.resolve();
}
class Overwrites extends MemoryJobRows {
  override add(row: JobRow): Promise<boolean> {
    this.memory.rows.set(row.id, row);
    return Promise.resolve(true);
  }
}
class ReplacesAnyRevision extends MemoryJobRows {
  override replace(row: JobRow): Promise<boolean> {
    this.memory.rows.set(row.id, row);
    return Promise.resolve(true);
  }
}
class ListsEverybodys extends MemoryJobRows {
  override ownedBy = (context: string) => this.list(context);
}
class ListsWhatIsDone extends MemoryJobRows {
  override unfinished = (context: string) => this.list(context);
}
class StaysOnTheFirstPage extends MemoryJobRows {
  override list = (context: string) => super.list(context);
}
class KeepsResults extends MemoryJobRows {
  override remove(id: string): Promise<void> {
    this.memory.rows.delete(id);
    return Promise.resolve();
  }
}
class KeepsTheFirstResult extends MemoryJobRows {
  override addResults(id: string, results: readonly JobResultRow[]): Promise<void> {
    const known = this.memory.results.get(id);
    return super.addResults(
      id,
      results.filter(({ n }) => known?.has(n) !== true),
    );
  }
}
class KeepsNotes extends MemoryJobRows {
  override unmark = () => Promise.resolve();
}

async function failing(make: (memory: JobMemory) => JobRows): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const each of jobRowsCases) await runCase(each, memoryJobRowsFixture(make)).catch(() => failed.push(each.title));
  return failed;
}

describe('the suite of stores of jobs', () => {
  it('has cases with titles of their own', () => {
    expect(new Set(jobRowsCases.map(({ title }) => title)).size).toBe(jobRowsCases.length);
  });

  it('fails rows that keep nothing in every case', async () => {
    expect(await failing((memory) => new DoNothing(memory))).toEqual(jobRowsCases.map(({ title }) => title));
  });

  it.each([
    ['overwrites', Overwrites, 'that is taken'],
    ['replaces at any revision', ReplacesAnyRevision, 'at the revision'],
    ['lists the jobs of others', ListsEverybodys, 'an account started'],
    ['lists what is done', ListsWhatIsDone, 'waits or is at work'],
    ['stays on the first page', StaysOnTheFirstPage, 'walks all jobs'],
    ['keeps results of what is removed', KeepsResults, 'with its results'],
    ['keeps the first result', KeepsTheFirstResult, 'last word'],
    ['keeps notes', KeepsNotes, 'taken off'],
  ])('notices rows of which one %s', async (_fault, Broken, caught) => {
    expect(await failing((memory) => new Broken(memory))).toContainEqual(expect.stringContaining(caught));
  });
});
