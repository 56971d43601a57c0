import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@taizhang/kernel';
import type { Deployment } from '../deployments/deployment.js';

/** What the API answered: the status, and the body as an object. */
export interface Told {
  readonly status: number;
  readonly body: JsonObject;
}

/** Administrators that the tests start from; every other power comes from what they grant. */
export const REGISTRAR = 'Test acct-registrar;system-admin;prov';
export const APPOINTER = 'Test acct-appointer;security-admin;prov;3';

/** What a person's account sends: no role, it has those that the person was given. */
export function accountOf(person: string): string {
  return `Test acct-${person}`;
}

/** Sends commands and questions of several people to one deployment. */
export class People {
  constructor(private readonly deployment: Deployment) {}

  async give(by: string, path: string, input: JsonObject): Promise<Told> {
    return this.#send(by, path, { 'content-type': 'application/json', 'idempotency-key': randomUUID() }, input);
  }

  async ask(by: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Told> {
    return this.#send(by, path, headers);
  }

  /** Gives a command that must succeed. */
  async done(by: string, path: string, input: JsonObject): Promise<void> {
    const { status, body } = await this.give(by, path, input);
    if (status >= 300) throw new Error(`${path}: ${JSON.stringify(body)}`);
  }

  /** Raises an issue of a branch; the answer's code, or `done`. */
  async raise(by: string, id: string, unit: string, more: JsonObject = {}): Promise<string> {
    return codeOf(await this.give(by, `issues/bur-1/issue/${id}/raise-issue`, { ...RAISED, unit, ...more }));
  }

  /** Grants a role; its id is the role's name. */
  async grant(person: string, role: string, unit: string, more: JsonObject): Promise<void> {
    const input = { appointment: role, role, unit, clearance: 1, basis: '任职文件', ...more };
    await this.done(APPOINTER, `organization/bur-1/person/${person}/grant-role`, input);
  }

  /** Two cities of a province, a bureau of the first with two branches, and its people, none of whom holds anything. */
  async organization(persons: readonly string[]): Promise<void> {
    const units = [
      ['prov', 'prov', 'PROVINCE', null],
      ['city-a', 'city-a', 'CITY', 'prov'],
      ['city-b', 'city-b', 'CITY', 'prov'],
      ['bur-1', 'bur-1', 'BUREAU', 'city-a'],
      ['bur-1', 'b-jia', 'BRANCH', 'bur-1'],
      ['bur-1', 'b-yi', 'BRANCH', 'bur-1'],
    ] as const;
    for (const [bureau, id, level, parent] of units) {
      const input = { level, parent, name: '示例单位', from: '2014-01-01' };
      await this.done(REGISTRAR, `organization/${bureau}/unit/${id}/register-unit`, input);
    }
    for (const person of persons) {
      const input = { unit: 'bur-1', name: '虚构人员', from: '2014-01-01' };
      await this.done(REGISTRAR, `organization/bur-1/person/${person}/register-person`, input);
    }
  }

  /** Forms the Party committee of a unit, `committee`, whose secretary then adopts the recommended policy, all from one day on. */
  async policyOf(unit: string, secretary: string, from: string): Promise<void> {
    const body = `organization/${unit}/body/committee`;
    await this.done(APPOINTER, `${body}/form-body`, { kind: 'PARTY_COMMITTEE', unit, name: '党委', from });
    const joining = { person: secretary, post: 'SECRETARY', basis: '任职文件', from };
    await this.done(APPOINTER, `${body}/join-body`, joining);
    const policy = { policy: 'DEFAULT-2014', from, recommended: true, basis: '常委会决定' };
    await this.done(accountOf(secretary), `organization/${unit}/policy/${unit}/adopt-policy`, policy);
  }

  async #send(by: string, path: string, headers: Readonly<Record<string, string>>, input?: JsonObject): Promise<Told> {
    const [context = ''] = path.split('/');
    const response = await fetch(`${this.deployment.urlOf(context)}/api/${path}`, {
      method: input === undefined ? 'GET' : 'POST',
      headers: { authorization: by, ...headers },
      ...(input !== undefined && { body: JSON.stringify(input) }),
    });
    return { status: response.status, body: (await response.json()) as JsonObject }; // our API answers objects
  }
}

/** The code of a refusal, or `done`. */
export function codeOf({ status, body }: Told): string {
  return status < 300 ? 'done' : String(body['code']);
}

const RAISED: JsonObject = {
  origin: 'o-1',
  source: 'MASS_OPINION',
  raisedOn: '2014-02-01',
  wind: 'FORMALISM',
  manifestation: '窗口排队时间长',
};
