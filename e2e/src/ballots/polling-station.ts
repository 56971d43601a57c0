import { randomBytes, randomUUID } from 'node:crypto';
import { ledgerId, type JsonObject, type Role } from '@taizhang/kernel';
import { eventually } from '@taizhang/testkit';

export const BUREAU = 'wgx-0371';
export const LEDGER = ledgerId('evaluation', BUREAU);
/** Since when everything is so. */
const SINCE = '2014-01-01';
/** A day after every test. */
const FAR = '2099-12-31';
const TELLERS = ['wgx-0371.P-5', 'wgx-0371.P-6'] as const;
/** The cadre who is evaluated beside the group. */
const CADRE = 'wgx-0371.P-9';

/** A voter's ballot: the device draws the key once, and sends the same again until it is answered. */
export interface Voter {
  readonly code: string;
  readonly key: string;
  readonly mark: string;
  readonly comment: { readonly sentiment: string; readonly content: string } | null;
}

/** An answer of the API. */
export interface Answered {
  readonly status: number;
  readonly body: JsonObject;
}

/** Who acts, as the test identity wants it. */
const as = (account: string, role: Role, unit: string = BUREAU): string => `Test ${account};${role};${unit};2`;
const REGISTRAR = as('acct-registrar', 'system-admin', 'top');
const COMMITTEE = as('acct-committee', 'committee-secretary');
export const OFFICE = as('acct-office', 'campaign-office');
const teller = (person: string): string => as(`acct-${person}`, 'teller');

/** A key as a voter's device draws it. */
export function freshVoterKey(): string {
  return randomBytes(32).toString('base64url');
}

/** One unit's votes over HTTP, as its officers and its voters hold them. */
export class PollingStation {
  constructor(
    /** Where the host is now: it may be killed and started elsewhere. */
    private readonly urlNow: () => string,
    readonly unit: string,
    readonly stage: string = 'stage-2',
  ) {}

  get evaluation(): string {
    return `${this.stage}.${this.unit}`;
  }

  async post(path: string, body: JsonObject, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    const response = await fetch(`${this.urlNow()}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as JsonObject }; // our API answers objects
  }

  async get(path: string, by = OFFICE): Promise<Answered> {
    const response = await fetch(`${this.urlNow()}/api/${path}`, { headers: { authorization: by } });
    return { status: response.status, body: (await response.json()) as JsonObject }; // as above
  }

  /** Gives a command. @throws with the answer where it is refused */
  async give(by: string, path: string, input: JsonObject, key: string = randomUUID()): Promise<JsonObject> {
    const { status, body } = await this.post(path, input, { authorization: by, 'idempotency-key': key });
    if (status >= 300) throw new Error(`${path}: ${String(status)} ${JSON.stringify(body)}`);
    return body;
  }

  /** A command about this unit's evaluation. */
  act(by: string, verb: string, input: JsonObject): Promise<JsonObject> {
    return this.give(by, `evaluation/${BUREAU}/evaluation/${this.evaluation}/${verb}`, input);
  }

  /** Registers the units and the persons, adopts the recommended policy and opens the stage, once in a deployment. */
  async found(branches: readonly string[]): Promise<void> {
    const units: readonly (readonly [ledger: string, id: string, level: string, parent: string | null])[] = [
      ['top', 'top', 'CENTRAL', null],
      ['prov-sl', 'prov-sl', 'PROVINCE', 'top'],
      ['city-jc', 'city-jc', 'CITY', 'prov-sl'],
      [BUREAU, BUREAU, 'BUREAU', 'city-jc'],
      ...branches.map((branch) => [BUREAU, branch, 'BRANCH', BUREAU] as const),
    ];
    for (const [ledger, id, level, parent] of units) {
      const input = { level, name: `单位 ${id}`, from: SINCE, ...(parent !== null && { parent }) };
      await this.give(REGISTRAR, `organization/${ledger}/unit/${id}/register-unit`, input);
    }
    for (const person of [...TELLERS, CADRE]) {
      const input = { unit: BUREAU, name: '虚构人员', from: SINCE };
      await this.give(REGISTRAR, `organization/${BUREAU}/person/${person}/register-person`, input);
    }
    const adopted = { policy: 'DEFAULT-2014', from: SINCE, recommended: true, basis: '党委会决定' };
    await this.give(COMMITTEE, `organization/${BUREAU}/policy/${BUREAU}/adopt-policy`, adopted);
    await this.#openStage(branches);
  }

  async #openStage(branches: readonly string[]): Promise<void> {
    const title = '教育实践活动';
    const documents = ['CENTRAL', 'PROVINCE', 'CITY'].map((level, i) => ({
      document: `wj-${String(i + 1)}`,
      level,
      issuedOn: SINCE,
      issuer: '示例机关',
      number: `示发〔2014〕${String(i + 1)}号`,
      title,
    }));
    const units = [BUREAU, ...branches];
    await this.give(COMMITTEE, `campaigns/${BUREAU}/campaign/c-1/launch-campaign`, { units, title, documents });
    const days = { from: SINCE, to: FAR };
    const stage = { campaign: 'c-1', ...days, briefings: days, units, title };
    await this.give(COMMITTEE, `campaigns/${BUREAU}/stage/${this.stage}/open-stage`, stage);
  }

  /** Convenes the briefing of this unit with a roster of so many. */
  async convene(roster: number): Promise<void> {
    const staff = { category: 'staff', mass: false, count: 1 };
    await this.act(OFFICE, 'convene-briefing', {
      unit: this.unit,
      unitName: '某支部',
      stage: this.stage,
      dedicated: true,
      baseline: { on: '2014-03-20', attendance: [staff] },
      objects: [
        { object: 'group', kind: 'GROUP' },
        { object: 'cadre', kind: 'CADRE', person: CADRE, name: '某副职' },
      ],
    });
    const residents = { category: 'residents', mass: true, count: roster - 1 };
    await this.act(OFFICE, 'freeze-roster', { attendance: [staff, residents] });
  }

  async openRound(round: string, object = 'group'): Promise<void> {
    await this.act(OFFICE, 'open-ballot-round', { round, object, tellers: [...TELLERS] });
  }

  /** Issues codes. @returns them, as the officer hands them out */
  async issue(round: string, number: number, key: string = randomUUID()): Promise<readonly string[]> {
    const path = `evaluation/${BUREAU}/evaluation/${this.evaluation}/ballot-codes`;
    const { codes } = await this.give(OFFICE, path, { round, number }, key);
    return codes as readonly string[]; // as the route answers
  }

  /** Issues codes, and waits until the host knows them. */
  async issued(round: string, number: number): Promise<readonly string[]> {
    const codes = await this.issue(round, number);
    await eventually('the codes are known', async () => (await this.look(codes[0] ?? '')).status === 200);
    return codes;
  }

  look(code: string): Promise<Answered> {
    return this.post('public/ballot/paper', { code });
  }

  cast({ code, key, mark, comment }: Voter): Promise<Answered> {
    return this.post('public/ballot', { code, key, mark, comment });
  }

  /** Votes as a patient device does: again, unchanged, until there is an answer that is final. */
  async vote(voter: Voter): Promise<Answered> {
    return eventually(
      'the ballot is answered',
      async () => {
        const answer = await this.cast(voter).catch(() => undefined); // the connection broke
        // A code that was issued a moment ago may not be known yet: 404.
        return answer === undefined || answer.status >= 500 || answer.status === 404 ? undefined : answer;
      },
      { deadlineMs: 60_000 },
    );
  }

  /** Two tellers enter the same count and sign. @returns types of the events that the second signature wrote */
  async count(round: string, count: JsonObject): Promise<readonly string[]> {
    for (const person of TELLERS) await this.act(teller(person), 'count-ballots', { round, count });
    let types: readonly string[] = [];
    for (const person of TELLERS) {
      const { events } = await this.act(teller(person), 'sign-tally', { round });
      types = (events as readonly { readonly type: string }[]).map(({ type }) => type); // as commands answer
    }
    return types;
  }

  /** A round as the page of its evaluation shows it. */
  async round(round: string): Promise<JsonObject> {
    const { body } = await this.get(`evaluation/views/evaluations/documents/${BUREAU}/${this.evaluation}`);
    const { rounds } = body['doc'] as { readonly rounds: Readonly<Record<string, JsonObject>> }; // a document of that view
    return rounds[round] ?? {};
  }

  /** Waits until the box was opened. @returns what it held, summed up */
  async opened(round: string): Promise<JsonObject> {
    return eventually('the ballots are opened', async () => {
      const { online } = await this.round(round);
      return online === null || online === undefined ? undefined : (online as JsonObject); // sums
    });
  }
}
