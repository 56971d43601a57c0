import { derivedUuid, type JsonObject } from '@taizhang/kernel';

/** An answer of the API. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Where a deployment is reached. */
export interface Addresses {
  /** Base URL of the host that serves a context; the same for all where one origin serves them. */
  urlOf(context: string): string;
}

/** How long an answer is waited for while a host is away, in milliseconds. */
export const AWAY_LIMIT_MS = 120_000;
/** Pause before another try, in milliseconds. */
export const RETRY_PAUSE_MS = 200;

/** A request, which may be sent again: commands carry their key. */
export interface ApiRequest {
  readonly context: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** Body that is no JSON. */
  readonly text?: string;
}

/** Speaks with a deployment over HTTP. While a host is away, or asks to wait, it tries again: every request is safe to repeat. */
export class ApiClient {
  constructor(private readonly addresses: Addresses) {}

  /** @throws when there is no answer for {@link AWAY_LIMIT_MS} */
  async send(request: ApiRequest): Promise<ApiAnswer> {
    const until = Date.now() + AWAY_LIMIT_MS;
    for (;;) {
      try {
        const answer = await this.#once(request);
        if (answer.status < 500 && answer.status !== 429) return answer;
        if (Date.now() > until) throw new Error(`${request.path} answered ${String(answer.status)}`);
      } catch (error) {
        if (Date.now() > until) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE_MS));
    }
  }

  async #once({ context, method, path, headers, body, text }: ApiRequest): Promise<ApiAnswer> {
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${this.addresses.urlOf(context)}${path}`, {
      method,
      headers: {
        ...(content !== undefined && { 'content-type': text === undefined ? 'application/json' : 'text/plain' }),
        ...headers,
      },
      ...(content !== undefined && { body: content }),
    });
    const answered = await response.text();
    return { status: response.status, body: (answered === '' ? {} : JSON.parse(answered)) as JsonObject }; // our API answers objects
  }
}

/** Key of the n-th act of a scenario: the same in every deployment and at every retry. */
export function actKey(scenario: string, moment: number, act: number, part = ''): string {
  return derivedUuid('scenario act', [scenario, String(moment), String(act), part].join('/'));
}
