import { derivedUuid, type JsonObject, type LedgerId } from '@taizhang/kernel';
import type { Deployment } from './deployment.js';
import type { Player, Step } from '../slice/step.js';

/** An answer of the API. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
}

/** What a test identity sends; see the platform's `testIdentity`. */
export function credentialsOf({ account, role, unit }: Player, clearance = 1): string {
  if (role === undefined || unit === undefined) return `Test ${account}`;
  return `Test ${account};${role};${unit};${String(clearance)}`;
}

async function answerOf(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  // as: our API answers objects
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as JsonObject,
  };
}

/** Lines of the hosts' logs that a test which cannot go on shows. */
const LAST_WORDS = 20;

/** Plays scenarios over HTTP, step by step: sets the clock, gives the command, lets everything settle (design §3). */
export class ScenarioDriver {
  #given = 0;

  constructor(private readonly deployment: Deployment) {}

  /** Gives the command of one step. The n-th step has the same Idempotency-Key in every deployment. */
  async give(step: Step): Promise<ApiAnswer> {
    await this.setClock(step.at);
    this.#given += 1;
    const answer = await this.send(step, derivedUuid('scenario step', String(this.#given)));
    await this.settle();
    return answer;
  }

  /** Uploads the material of a step. */
  async #upload({ context, bureau, by }: Step, material: string, key: string): Promise<ApiAnswer> {
    const [, branch] = (by.unit ?? bureau).split('/');
    const where = branch === undefined ? '' : `?unit=${branch}`;
    return answerOf(
      await fetch(`${this.deployment.urlOf(context)}/api/${context}/${bureau}/blobs${where}`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', 'idempotency-key': key, authorization: credentialsOf(by) },
        body: material,
      }),
    );
  }

  /** Sends a step's command under an Idempotency-Key of the caller's, its material before it; answers for whichever was refused. */
  async send(step: Step, key: string): Promise<ApiAnswer> {
    const { material } = step;
    if (material === undefined) return this.#command(step, step.input, key);
    const uploaded = await this.#upload(step, material, derivedUuid('scenario upload', key));
    if (uploaded.status !== 201) return uploaded;
    const { sha256 = null, size = null } = uploaded.body;
    return this.#command(step, { ...step.input, sha256, size }, key);
  }

  async #command(
    { context, bureau, aggregate, id, verb, by }: Step,
    input: JsonObject,
    key: string,
  ): Promise<ApiAnswer> {
    const url = `${this.deployment.urlOf(context)}/api/${context}/${bureau}/${aggregate}/${id}/${verb}`;
    return answerOf(
      await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key, authorization: credentialsOf(by) },
        body: JSON.stringify(input),
      }),
    );
  }

  /** On all hosts; any may be asked. */
  async setClock(now: string): Promise<void> {
    await this.#test('PUT', 'clock', { now });
  }

  /** Until no host has anything left to do. */
  async settle(): Promise<void> {
    await this.#test('POST', 'settle', {});
  }

  async #test(method: string, path: string, input: JsonObject): Promise<void> {
    const [host] = this.deployment.hosts;
    const { status, body } = await answerOf(
      await fetch(`${host?.url ?? ''}/api/test/${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      }),
    );
    if (status === 200) return;
    const said = this.deployment.hosts.flatMap((one) => one.output).slice(-LAST_WORDS);
    throw new Error([`${path}: ${JSON.stringify(body)}`, ...said].join('\n'));
  }

  async get(context: string, path: string, by: Player, clearance?: number): Promise<ApiAnswer> {
    const url = `${this.deployment.urlOf(context)}/api/${context}/${path}`;
    return answerOf(await fetch(url, { headers: { authorization: credentialsOf(by, clearance) } }));
  }

  /** Leaves of a ledger, one per line, to the byte. */
  async leaves(ledger: LedgerId): Promise<readonly string[]> {
    const context = ledger.slice(0, ledger.indexOf('/'));
    const response = await fetch(`${this.deployment.urlOf(context)}/api/ledgers/${ledger}/leaves`, {
      headers: { authorization: `Bearer ${this.deployment.serviceToken}` },
    });
    if (response.status === 404) return [];
    if (!response.ok) throw new Error(`${ledger} cannot be read: ${String(response.status)}`);
    return (await response.text()).split('\n').filter((line) => line !== '');
  }
}
