import { execFile } from 'node:child_process';
import { derivedUuid } from '@taizhang/kernel';
import { eventually } from '@taizhang/testkit';
import type { Deployment } from '../deployments/deployment.js';
import type { HostEnvironment } from '../deployments/host-process.js';
import { ScenarioDriver, type ApiAnswer } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import type { Player } from '../slice/step.js';

/** The ledger that is set back. */
export const LEDGER = 'issues/wgx-0371';
/** What the issues say, which is sealed. */
export const SEALED_TEXT = '窗口排队时间长';
const office: Player = { account: 'acct-office', role: 'campaign-office', unit: 'wgx-0371' };

/** Plays organisation and issues of a deployment whose store is set back in the middle. */
export class LostIssues {
  readonly driver: ScenarioDriver;

  constructor(private readonly deployment: Deployment) {
    this.driver = new ScenarioDriver(deployment);
  }

  /** All at one time, and settled once: nothing here is of any interest but that it is there. */
  async organization(): Promise<void> {
    const steps = SLICE.filter(({ context, refused }) => context === 'organization' && refused === undefined);
    await this.driver.setClock(steps.at(-1)?.at ?? '');
    const statuses: number[] = [];
    for (const [i, step] of steps.entries())
      statuses.push((await this.driver.send(step, derivedUuid('lost organization', String(i)))).status);
    expect(statuses.filter((status) => status >= 300)).toEqual([]);
    await this.driver.settle();
  }

  /** Raises an issue under a key of its own. */
  async raise(n: number): Promise<ApiAnswer> {
    const raised = SLICE.find(({ verb }) => verb === 'raise-issue');
    if (raised === undefined) throw new Error('the slice raises no issue');
    await this.driver.setClock(raised.at);
    return this.driver.send({ ...raised, id: `2014-wgx-${String(1000 + n)}` }, derivedUuid('lost issue', String(n)));
  }

  /** Raises issues and has everything sealed. @returns their status codes */
  async raiseAll(numbers: readonly number[]): Promise<readonly number[]> {
    const statuses: number[] = [];
    for (const n of numbers) statuses.push((await this.raise(n)).status);
    await this.driver.settle();
    return statuses;
  }

  leaves(): Promise<readonly string[]> {
    return this.driver.leaves(LEDGER);
  }

  /** What the office reads of the issues, sealed values opened. */
  async issues(): Promise<unknown> {
    const { status, body } = await this.driver.get('issues', 'views/rectification-ledger', office, 3);
    return { status, items: body['items'] };
  }

  /** The three signed lines of the newest checkpoint. */
  async checkpoint(): Promise<string> {
    const url = `${this.deployment.urlOf('issues')}/api/ledgers/${LEDGER}/checkpoint`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${this.deployment.serviceToken}` } });
    return (await answer.text()).split('\n\n')[0] ?? '';
  }

  /** A command as a browser sends it: again while a host that has just started does not know what the others have. */
  post(n: number): Promise<{ readonly status: number; readonly type: string | null; readonly code: unknown }> {
    return eventually('facts are fresh', async () => {
      const { status, headers, body } = await this.raise(n);
      return body['code'] !== 'FACTS_STALE' && { status, type: headers.get('content-type'), code: body['code'] };
    });
  }
}

/** The operator's program. */
export function taizhang(
  environment: HostEnvironment,
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], ...environment };
    const child = execFile(process.execPath, ['apps/cli/taizhang.mjs', ...words], { env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
