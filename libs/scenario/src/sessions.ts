import type { ApiAnswer, ApiClient, ApiRequest } from './api-client.js';

/** Password of everybody of the cast: it is in no deployment but demonstrations. */
export const CAST_PASSWORD = 'yanshi-2014-zhengfeng';

/** Sessions of the cast: each signs in once, and again when the session has run out. */
export class Sessions {
  readonly #tokens = new Map<string, string>();

  constructor(private readonly client: ApiClient) {}

  /** Sends a request in somebody's name. */
  async send(login: string, request: ApiRequest): Promise<ApiAnswer> {
    const answer = await this.#as(await this.#token(login), request);
    if (answer.status !== 401) return answer;
    this.#tokens.delete(login);
    return this.#as(await this.#token(login), request);
  }

  #as(token: string, request: ApiRequest): Promise<ApiAnswer> {
    return this.client.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
  }

  async #token(login: string): Promise<string> {
    const known = this.#tokens.get(login);
    if (known !== undefined) return known;
    const token = await this.signIn(login, CAST_PASSWORD);
    this.#tokens.set(login, token);
    return token;
  }

  /** @throws when it is refused */
  async signIn(login: string, password: string): Promise<string> {
    const { status, body } = await this.client.send({
      context: 'organization',
      method: 'POST',
      path: '/api/session',
      body: { login, password, tokens: true },
    });
    if (status !== 200) throw new Error(`${login} could not sign in: ${JSON.stringify(body)}`);
    return String(body['access']);
  }

  /** Sets the password of the cast on an account whose first one was told. */
  async takeOver(login: string, first: string): Promise<void> {
    const token = await this.signIn(login, first);
    const request = { context: 'organization', method: 'PUT', path: '/api/session/password' } as const;
    const { status, body } = await this.#as(token, { ...request, body: { current: first, next: CAST_PASSWORD } });
    if (status >= 300) throw new Error(`the password of ${login} was not set: ${JSON.stringify(body)}`);
  }
}
