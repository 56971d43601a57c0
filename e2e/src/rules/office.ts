import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@taizhang/kernel';
import { setupCodeShown, startHostProcess, type HostProcess } from '../deployments/host-process.js';
import { today } from '../deployments/today.js';

/** Bureau (局) that the first start founds. */
export const BUREAU = 'wgx-0371';
const PASSWORD = 'a-long-pass-phrase';
/** Day from which everything holds. */
const SINCE = '2014-01-01';

/** What the API answered: `200`, or `409 SOME_CODE`. */
export interface Told {
  readonly outcome: string;
  readonly body: JsonObject;
}

/** A person who signed in. */
export interface SignedIn {
  give(path: string, input: JsonObject): Promise<Told>;
  ask(path: string): Promise<Told>;
}

/**
 * A bureau that is founded as its first administrator founds it, whose people sign in by password and have the powers that
 * membership of bodies gives them. The clock is the machine's.
 */
export class Office {
  #administrator: SignedIn | undefined;

  private constructor(private readonly host: HostProcess) {}

  /** Starts everything in one process on files in `folder` and founds the bureau. */
  static async found(folder: string): Promise<Office> {
    const settings = { NODE_ENV: 'test', TAIZHANG_DATA: folder, TAIZHANG_IDENTITY: 'local' };
    const office = new Office(await startHostProcess('standalone', settings));
    const founding = {
      login: 'anquan',
      password: PASSWORD,
      person: `${BUREAU}.P-1`,
      level: 'BUREAU',
      name: '示例局',
      personName: '虚构甲',
      from: SINCE,
    };
    await office.#done('setup', { ...founding, code: await setupCodeShown(office.host) });
    office.#administrator = await office.#signIn('anquan', PASSWORD);
    return office;
  }

  stop(): Promise<number | null> {
    return this.host.stop();
  }

  /** The security administrator (安全管理员). */
  get administrator(): SignedIn {
    if (this.#administrator === undefined) throw new Error('nobody founded it');
    return this.#administrator;
  }

  /** Asks as whoever has no account. */
  askAnonymously(path: string): Promise<Told> {
    return this.#send('GET', path, undefined);
  }

  /** Forms a body of the bureau. */
  async body(kind: string, body: string): Promise<void> {
    const input = { kind, unit: BUREAU, name: '示例机构', from: today() };
    await this.#done(`organization/${BUREAU}/body/${body}/form-body`, input, this.administrator);
  }

  /** Registers a person, makes an account, has it change its first password and joins it to a body. */
  async member(person: string, body: string, post: string): Promise<SignedIn> {
    const id = `${BUREAU}.${person}`;
    const registered = { unit: BUREAU, name: '虚构人员', from: SINCE };
    await this.#done(`organization/${BUREAU}/person/${id}/register-person`, registered, this.administrator);
    const joined = { person: id, post, from: today(), basis: '任职文件' };
    await this.#done(`organization/${BUREAU}/body/${body}/join-body`, joined, this.administrator);
    const login = person.toLowerCase();
    const { body: made } = await this.#done('accounts', { person: id, login }, this.administrator);
    const first = String(made['initialPassword']);
    const { access } = await this.#session(login, first);
    const change = { current: first, next: PASSWORD };
    const changed = await this.#send('PUT', 'session/password', access, change);
    if (changed.outcome !== '200') throw new Error(`the password stayed: ${changed.outcome}`);
    return this.#signIn(login, PASSWORD);
  }

  async #signIn(login: string, password: string): Promise<SignedIn> {
    const { access } = await this.#session(login, password);
    return {
      give: (path, input) => this.#send('POST', path, access, input),
      ask: (path) => this.#send('GET', path, access),
    };
  }

  async #session(login: string, password: string): Promise<{ readonly access: string }> {
    const { body } = await this.#done('session', { login, password, tokens: true });
    return { access: String(body['access']) };
  }

  async #done(path: string, input: JsonObject, by?: SignedIn): Promise<Told> {
    const told = await (by === undefined ? this.#send('POST', path, undefined, input) : by.give(path, input));
    if (!told.outcome.startsWith('2')) throw new Error(`${path}: ${told.outcome} ${JSON.stringify(told.body)}`);
    return told;
  }

  async #send(method: string, path: string, access: string | undefined, input?: JsonObject): Promise<Told> {
    const response = await fetch(`${this.host.url}/api/${path}`, {
      method,
      headers: {
        ...(input !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
        ...(access !== undefined && { authorization: `Bearer ${access}` }),
      },
      ...(input !== undefined && { body: JSON.stringify(input) }),
    });
    const text = await response.text();
    const body = (text === '' ? {} : JSON.parse(text)) as JsonObject; // our API answers objects
    const code = typeof body['code'] === 'string' && response.status >= 300 ? ` ${body['code']}` : '';
    return { outcome: `${String(response.status)}${code}`, body };
  }
}
