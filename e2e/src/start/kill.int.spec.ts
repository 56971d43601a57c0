import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivedUuid } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver, type ApiAnswer } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import type { Step } from '../slice/step.js';

/** Commands of one burst, and after how many acknowledged ones the process is killed in the middle of it. */
const BURST = 200;
const KILLED_AFTER = 40;
const LEDGER = 'issues/wgx-0371';

describe('kill -9 in the middle of a burst of commands', () => {
  let folder: string;
  let deployment: Deployment;
  const acknowledged = new Map<number, ApiAnswer>();
  let burst: readonly Step[];

  const keyOf = (i: number): string => derivedUuid('burst', String(i));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-kill-'));
    deployment = await startEmbedded(folder);
    const driver = new ScenarioDriver(deployment);
    for (const step of SLICE.filter(({ context, refused }) => context === 'organization' && refused === undefined))
      await driver.give(step);
    const raised = SLICE.find(({ verb }) => verb === 'raise-issue');
    if (raised === undefined) throw new Error('the slice raises no issue');
    await driver.setClock(raised.at);
    burst = Array.from({ length: BURST }, (_, i) => ({ ...raised, id: `2014-wgx-${String(i + 1000)}` }));

    const [host] = deployment.hosts;
    let killed: Promise<void> | undefined;
    await Promise.all(
      burst.map(async (step, i) => {
        const answer = await driver.send(step, keyOf(i)).catch(() => undefined); // the connection broke
        if (answer?.status === 201) acknowledged.set(i, answer);
        if (acknowledged.size >= KILLED_AFTER) killed ??= host?.kill();
      }),
    );
    await killed;
    deployment = await startEmbedded(folder);
  });
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('came in the middle', () => {
    expect(acknowledged.size).toBeGreaterThanOrEqual(KILLED_AFTER);
    expect(acknowledged.size).toBeLessThan(BURST);
  });

  it('loses nothing that was acknowledged', async () => {
    const leaves = await new ScenarioDriver(deployment).leaves(LEDGER);
    for (const { body } of acknowledged.values()) {
      const events = body['events'] as unknown as readonly { id: string; idx: number }[]; // as every command answers
      for (const { id, idx } of events) expect(JSON.parse(leaves[idx] ?? '{}')).toMatchObject({ id, idx });
    }
  });

  it('answers a retry under the same key with the first result, and does the rest once', async () => {
    const driver = new ScenarioDriver(deployment);
    const answers = await Promise.all(burst.map((step, i) => driver.send(step, keyOf(i))));
    for (const [i, first] of acknowledged) expect(answers[i]?.body).toEqual({ ...first.body, repeated: true });
    expect(answers.filter(({ body }) => body['commit'] === undefined)).toEqual([]);
    const raised = (await driver.leaves(LEDGER)).filter((line) => line.includes('"issues.IssueRaised"'));
    expect(raised).toHaveLength(BURST);
    const streams = raised.map((line) => /"stream":"([^"]+)"/.exec(line)?.[1]);
    expect(new Set(streams).size).toBe(BURST);
  });
});
