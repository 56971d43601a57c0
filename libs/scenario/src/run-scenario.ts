import { createHash } from 'node:crypto';
import { derivedUuid, type JsonObject } from '@taizhang/kernel';
import { actKey, ApiClient, type Addresses, type ApiAnswer } from './api-client.js';
import type {
  AccountAct,
  Act,
  BallotsAct,
  CommandAct,
  IntakeAct,
  Material,
  Moment,
  ReadAct,
  Scenario,
} from './scenario.js';
import { CAST_PASSWORD, Sessions } from './sessions.js';

/** Most acts that may come out otherwise before a run is given up. */
export const MAX_SURPRISES = 20;

/** A refusal that came as it should. */
export interface Refusal {
  readonly date: string;
  readonly command: string;
  readonly code: string;
}

/** What a run found. */
export interface Run {
  readonly refusals: readonly Refusal[];
  /** Acts that came out otherwise than they should. */
  readonly surprises: readonly string[];
  readonly sessions: Sessions;
  readonly client: ApiClient;
}

/** What a run needs. */
export interface RunOptions {
  readonly addresses: Addresses;
  /** Code by which the empty deployment is founded. */
  readonly setupCode: string;
  readonly progress?: (line: string) => void;
  /** Called before each moment; a test of faults kills hosts here. */
  readonly beforeMoment?: (moment: Moment, index: number) => Promise<void>;
  /** Moments after this one are not played. */
  readonly until?: string;
}

/** Plays a scenario over HTTP: sets the clock, gives the acts of each moment, lets everything settle (design §3). */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<Run> {
  const player = new ScenarioPlayer(scenario, options);
  await player.found();
  for (const [index, moment] of scenario.moments.entries()) {
    if (options.until !== undefined && Date.parse(moment.at) > Date.parse(options.until)) break;
    await options.beforeMoment?.(moment, index);
    await player.play(moment, index);
    options.progress?.(`${moment.at.slice(0, 10)} ${moment.title}: ${String(moment.acts.length)}`);
  }
  if (options.until !== undefined) await player.setClock(options.until);
  const { refusals, surprises, sessions, client } = player;
  return { refusals, surprises, sessions, client };
}

/** The deployment is none that a scenario can be played on. */
export class UnplayableDeploymentError extends Error {
  override readonly name = 'UnplayableDeploymentError';
}

class ScenarioPlayer {
  readonly refusals: Refusal[] = [];
  readonly surprises: string[] = [];
  readonly client: ApiClient;
  readonly sessions: Sessions;
  /** What was read, by its place. */
  readonly #found = new Map<string, string>();

  constructor(
    private readonly scenario: Scenario,
    private readonly options: RunOptions,
  ) {
    this.client = new ApiClient(options.addresses);
    this.sessions = new Sessions(this.client);
  }

  async found(): Promise<void> {
    const { founding, founder, moments } = this.scenario;
    await this.setClock(moments[0]?.at ?? '');
    const body = { ...founding, code: this.options.setupCode, login: founder.login, password: CAST_PASSWORD };
    const answer = await this.client.send({ context: 'organization', method: 'POST', path: '/api/setup', body });
    // A repeat of a founding that was answered to nobody finds the account there.
    if (answer.status !== 204)
      await this.sessions.signIn(founder.login, CAST_PASSWORD).catch((cause: unknown) => {
        throw new UnplayableDeploymentError(`The deployment cannot be set up: ${String(answer.body['detailEn'])}`, {
          cause,
        });
      });
    await this.settle();
  }

  async play(moment: Moment, index: number): Promise<void> {
    await this.setClock(moment.at);
    for (const [i, act] of moment.acts.entries()) {
      const key = (part?: string) => actKey(this.scenario.name, index, i, part);
      const outcome = await this.#act(act, key);
      this.#note(moment, act, outcome);
    }
    await this.settle();
  }

  async setClock(now: string): Promise<void> {
    await this.#test('PUT', 'clock', { now });
  }

  async settle(): Promise<void> {
    await this.#test('POST', 'settle', {});
  }

  async #test(method: 'PUT' | 'POST', path: string, body: JsonObject): Promise<void> {
    const answer = await this.client.send({ context: 'organization', method, path: `/api/test/${path}`, body });
    if (answer.status === 404)
      throw new UnplayableDeploymentError('The deployment has no manual clock: it was not started for a scenario.');
    if (answer.status !== 200) throw new Error(`the deployment does not settle: ${JSON.stringify(answer.body)}`);
  }

  #note({ at }: Moment, act: Act, answer: ApiAnswer | undefined): void {
    if (answer === undefined) return;
    const outcome = answer.status < 300 ? 'done' : String(answer.body['code']);
    const expected = act.kind === 'command' ? (act.refused ?? 'done') : 'done';
    const what = act.kind === 'command' ? `${act.by}: ${act.verb} ${act.on}` : act.kind;
    if (outcome !== expected) {
      const surprise = `${at.slice(0, 10)} ${what}: ${outcome}, expected ${expected} (${JSON.stringify(answer.body)})`;
      this.surprises.push(surprise);
      this.options.progress?.(`! ${surprise}`);
      if (this.surprises.length > MAX_SURPRISES) throw new Error('too much comes out otherwise: the run ends here');
    } else if (act.kind === 'command' && act.refused !== undefined)
      this.refusals.push({ date: at.slice(0, 10), command: act.verb, code: act.refused });
  }

  #act(act: Act, key: (part?: string) => string): Promise<ApiAnswer | undefined> {
    switch (act.kind) {
      case 'command':
        return this.#command(act, key);
      case 'account':
        return this.#account(act);
      case 'intake':
        return this.#intake(act, key);
      case 'ballots':
        return this.#ballots(act, key);
      case 'read':
        return this.#read(act);
    }
  }

  async #command(told: CommandAct, key: (part?: string) => string): Promise<ApiAnswer> {
    const act = this.#filled(told);
    const { by, on, verb, input, material } = act;
    const [context = ''] = on.split('/');
    const uploaded = material === undefined ? {} : await this.#upload(act, material, key('material'));
    return this.sessions.send(by, {
      context,
      method: 'POST',
      path: `/api/${on}/${verb}`,
      headers: { 'idempotency-key': key() },
      body: { ...input, ...uploaded },
    });
  }

  async #read({ by, context, view, document, field, as }: ReadAct): Promise<undefined> {
    await this.settle();
    const path = `/api/${context}/views/${view}/documents/${document}`;
    const { body } = await this.sessions.send(by, { context, method: 'GET', path });
    const value = (body['doc'] as JsonObject | undefined)?.[field]; // a document
    if (typeof value !== 'object' || value === null)
      throw new Error(`${path} has no list ${field}: ${JSON.stringify(body)}`);
    const list: readonly unknown[] = Array.isArray(value) ? value : Object.keys(value);
    for (const [i, one] of list.entries()) this.#found.set(`${as}.${String(i)}`, String(one));
  }

  /** An act with what was read in the places that name it. */
  #filled<A extends object>(act: A): A {
    const told = JSON.stringify(act).replaceAll(
      /\{\{([^}]+)\}\}/g,
      (place, name: string) => this.#found.get(name) ?? place,
    );
    return JSON.parse(told) as A; // the same, but for words in it
  }

  async #upload({ by, on }: CommandAct, { text, unit }: Material, key: string): Promise<JsonObject> {
    const [context = '', bureau = ''] = on.split('/');
    const { status, body } = await this.sessions.send(by, {
      context,
      method: 'POST',
      path: `/api/${context}/${bureau}/blobs${unit === undefined ? '' : `?unit=${unit}`}`,
      headers: { 'idempotency-key': key },
      text,
    });
    if (status !== 201) throw new Error(`${by} could not upload: ${JSON.stringify(body)}`);
    return { sha256: body['sha256'] ?? null, size: body['size'] ?? null };
  }

  /** A repeat after a lost answer finds the account there, and gives it a new first password. */
  async #account({ by, player: { person, login } }: AccountAct): Promise<undefined> {
    const post = (path: string, body: JsonObject) =>
      this.sessions.send(by, { context: 'organization', method: 'POST', path, body });
    let answer = await post('/api/accounts', { person, login });
    if (answer.status === 409) answer = await post(`/api/accounts/acct-${person}/reset`, {});
    if (answer.status >= 300) throw new Error(`no account for ${person}: ${JSON.stringify(answer.body)}`);
    await this.sessions.takeOver(login, String(answer.body['initialPassword']));
  }

  async #intake({ bureau, form, by, input }: IntakeAct, key: (part?: string) => string): Promise<ApiAnswer> {
    const sent = await this.client.send({
      context: 'issues',
      method: 'POST',
      path: '/api/public/intake',
      headers: { 'idempotency-key': key('form') },
      body: { bureau, ...form },
    });
    if (sent.status >= 300) return sent;
    await this.settle();
    const { body } = await this.sessions.send(by, {
      context: 'issues',
      method: 'GET',
      path: `/api/issues/views/intake-register?bureau=${bureau}&status=RECEIVED`,
    });
    const [row] = (body['items'] ?? []) as readonly { readonly key: string }[]; // as lists are answered
    return this.sessions.send(by, {
      context: 'issues',
      method: 'POST',
      path: `/api/issues/${bureau}/intake/${row?.key ?? 'none'}/raise-intake-as-issue`,
      headers: { 'idempotency-key': key() },
      body: input,
    });
  }

  async #ballots(act: BallotsAct, key: (part?: string) => string): Promise<ApiAnswer> {
    const { by, on, round, codes: number, marks } = act;
    const [bureau = '', ...rest] = on.split('/');
    const made = await this.sessions.send(by, {
      context: 'evaluation',
      method: 'POST',
      path: `/api/evaluation/${bureau}/${rest.join('/')}/ballot-codes`,
      headers: { 'idempotency-key': key() },
      body: { round, number },
    });
    if (made.status >= 300) return made;
    await this.settle();
    const codes = (made.body['codes'] ?? []) as readonly string[]; // as the route answers
    const cast = Object.entries(marks).flatMap(([mark, count]) => Array.from({ length: count }, () => mark));
    for (const [i, mark] of cast.entries()) {
      const voter = createHash('sha256')
        .update(derivedUuid('scenario voter', key(String(i))))
        .digest('base64url');
      const body = { code: codes[i] ?? '', key: voter, mark, comment: null };
      const answer = await this.client.send({
        context: 'evaluation',
        method: 'POST',
        path: '/api/public/ballot',
        body,
      });
      if (answer.status >= 300) return answer;
    }
    return made;
  }
}
