import { randomUUID } from 'node:crypto';
import type { JsonObject, JsonValue } from '@taizhang/kernel';
import { eventually } from '@taizhang/testkit';
import type { Deployment } from '../deployments/deployment.js';
import { ScenarioDriver, type ApiAnswer } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import type { Player, Step } from '../slice/step.js';

const office: Player = { account: 'acct-office', role: 'campaign-office', unit: 'wgx-0371' };
const ISSUE = 'views/rectification-ledger/documents/wgx-0371/2014-wgx-0001';
/** How long followers may take on a busy machine, in milliseconds. */
const FOLLOWING_DEADLINE_MS = 90_000;

/** The steps of the slice given as in real life: by the machine's clock, followers going on by themselves. */
export class LiveRun {
  readonly surprises: string[] = [];
  readonly driver: ScenarioDriver;

  constructor(deployment: Deployment) {
    this.driver = new ScenarioDriver(deployment);
  }

  /** Units, persons and the first principal; ends when `issues` knows them too. */
  async organization(): Promise<void> {
    await this.#give(SLICE.filter(({ context, verb }) => context === 'organization' && !CHANGES.has(verb)));
    await this.untilShown('issues', 'views/unit-directory/documents/wgx-0371/b-jia?owner=organization', {
      principal: 'wgx-0371.P-1',
    });
  }

  /** The issue's cycle up to the change of principal; ends when the policy has moved the duty. */
  async untilDutyMoved(): Promise<void> {
    const change = SLICE.findIndex(({ verb }) => verb === 'change-principal');
    await this.#give(SLICE.slice(0, change).filter(({ context }) => context === 'issues'));
    await this.untilShown('issues', ISSUE, { leader: 'wgx-0371.P-1', difficult: true });
    await this.#give(SLICE.slice(change, change + 1));
    await this.untilShown('issues', ISSUE, { leader: 'wgx-0371.P-2' });
  }

  /** The rest of the cycle; ends when the ledger shows the issue closed. */
  async untilClosed(): Promise<void> {
    const change = SLICE.findIndex(({ verb }) => verb === 'change-principal');
    await this.#give(SLICE.slice(change + 1));
    await this.untilShown('issues', ISSUE, { status: 'CLOSED', unanswered: 0, openMeasures: 0 });
  }

  /** Waits until a document has these values. */
  async untilShown(context: string, path: string, values: Readonly<Record<string, JsonValue>>): Promise<void> {
    await eventually(
      `${path} shows ${JSON.stringify(values)}`,
      async () => {
        const { status, body } = await this.driver.get(context, path, office);
        const shown = { ...(body['doc'] as JsonObject | undefined) }; // what a document is
        if (this.surprises.length > 0) throw new Error(this.surprises.join('\n'));
        return status === 200 && Object.entries(values).every(([field, value]) => shown[field] === value);
      },
      { deadlineMs: FOLLOWING_DEADLINE_MS },
    );
  }

  /** A client's patience: "not now" is tried again under the same key. */
  async #accepted(step: Step): Promise<ApiAnswer> {
    const key = randomUUID();
    const answered = async () => {
      const answer = await this.driver.send(step, key);
      return answer.status === 503 ? undefined : answer;
    };
    return eventually(`${step.verb} ${step.id} is answered`, answered, { deadlineMs: FOLLOWING_DEADLINE_MS });
  }

  async #give(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      const { status, body } = await this.#accepted({ ...step, input: withOpenDeadline(step.input) });
      const outcome = status < 300 ? 'done' : String(body['code']);
      if (outcome !== (step.refused ?? 'done')) this.surprises.push(`${step.verb} ${step.id}: ${JSON.stringify(body)}`);
    }
  }
}

/** What comes later than the organization's first state. */
const CHANGES: ReadonlySet<string> = new Set(['change-principal', 'rename-unit']);

/** The slice's own deadlines lie in the past of the machine's clock, where no new one may lie. */
function withOpenDeadline(input: JsonObject): JsonObject {
  return 'deadline' in input ? { ...input, deadline: '2099-12-31' } : input;
}
