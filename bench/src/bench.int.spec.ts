import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { bench } from './bench.js';
import { optionsFrom } from './options.js';
import type { Row } from './row.js';
import { settingsFrom } from './settings.js';

const WORKLOADS = ['W1', 'W2', 'W2.64-ledgers', 'W3', 'W4', 'W5', 'W6', 'W8'];

/** What the bench prints with `--json`, at a scale at which nothing takes time. */
async function rowsOf(args: readonly string[], folder: string): Promise<readonly Row[]> {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.push(String(line)));
  try {
    await bench(optionsFrom(['--json', '--passes', '1', ...args]), settingsFrom({ BENCH_SCALE: '0.002' }), folder);
  } finally {
    log.mockRestore();
  }
  return lines.map((line) => JSON.parse(line) as Row); // as: the form is what is looked at below
}

describe('npm run bench -- --json', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-bench-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('prints one well-formed line per workload and peer, ours and the raw limit', async () => {
    const all = WORKLOADS.flatMap((workload) => ['--workload', workload]);
    const measured = await rowsOf(['--peer', 'taizhang sqlite', '--peer', 'better-sqlite3', ...all], folder);
    expect(measured.map(({ workload }) => workload)).toEqual(WORKLOADS.flatMap((workload) => [workload, workload]));
    for (const row of measured) {
      expect(Object.keys(row)).toEqual(['peer', 'version', 'workload', 'n', 'seconds', 'per_s', 'durability', 'note']);
      expect({ peer: row.peer, failed: row.n === 0, note: row.note }).toMatchObject({ failed: false });
      expect(row.durability).toBe('WAL, synchronous=FULL');
    }
  });
});
