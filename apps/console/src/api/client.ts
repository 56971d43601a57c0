import { noAnswer, Problem, problemOf } from './problem.js';

/** Largest number of attempts at what the server cannot do yet: show an own write, or rely on what it has not read. */
const ATTEMPTS = 4;
/** Codes of such answers; each says by `Retry-After` how long to wait. */
const NOT_YET: ReadonlySet<string> = new Set(['POSITION_NOT_REACHED', 'FACTS_STALE']);
/** Where the session is told. */
const SESSION = '/api/session';
/** Of this name is the lock that lets one tab at a time exchange tokens: each serves once. */
const REFRESH_LOCK = 'taizhang-refresh';

/** What a request says beside its address. */
export interface Sending {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** Bytes, sent as they are. */
  readonly file?: Blob;
  readonly key?: string;
  /** No session is looked for: the answer is the same for everybody. */
  readonly open?: boolean;
  /** Nothing is sent by which the sender could be known. */
  readonly anonymous?: boolean;
}

/** Who is asking, as far as requests say it. */
interface Standing {
  /** The one power that requests are judged by; none = all. */
  power: string | undefined;
  /** The last own write, by ledger's context: reads of it wait until it shows. */
  readonly positions: Map<string, string>;
  signedOut: () => void;
}

const standing: Standing = { power: undefined, positions: new Map(), signedOut: () => undefined };

/** Lets all further requests be judged by one power, or by all that are held. */
export function judgeBy(power: string | undefined): void {
  standing.power = power;
}

/** Called when a session has ended and cannot be renewed. */
export function onSignedOut(listener: () => void): void {
  standing.signedOut = listener;
}

/** A random UUID, also where the page came over a plain connection. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, '0');
  });
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function contextOf(path: string): string {
  return /^\/api\/([a-z-]+)\//.exec(path)?.[1] ?? '';
}

function headersOf(path: string, { method = 'GET', body, file, key, anonymous }: Sending): Record<string, string> {
  const position = method === 'GET' ? standing.positions.get(contextOf(path)) : undefined;
  return {
    Accept: 'application/json',
    ...(method !== 'GET' && { 'Taizhang-Request': '1' }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(file !== undefined && { 'Content-Type': file.type === '' ? 'application/octet-stream' : file.type }),
    ...(key !== undefined && { 'Idempotency-Key': key }),
    ...(standing.power !== undefined && anonymous !== true && { 'Taizhang-Power': standing.power }),
    ...(position !== undefined && { 'Taizhang-Position': position }),
  };
}

async function once(path: string, sending: Sending): Promise<Response> {
  const { method = 'GET', body, file } = sending;
  try {
    return await fetch(path, {
      method,
      headers: headersOf(path, sending),
      credentials: sending.anonymous === true ? 'omit' : 'same-origin',
      cache: 'no-store',
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(file !== undefined && { body: file }),
    });
  } catch {
    throw noAnswer();
  }
}

/** Exchanges the tokens, unless another tab has just done so. @returns whether there is a session again */
async function renew(): Promise<boolean> {
  const exchange = async (): Promise<boolean> => {
    if ((await once(SESSION, {})).ok) return true;
    return (await once(`${SESSION}/refresh`, { method: 'POST', body: {} })).ok;
  };
  // browsers have locks in secure contexts only; without one a second tab signs in again
  if (!('locks' in navigator)) return exchange();
  return navigator.locks.request(REFRESH_LOCK, exchange);
}

const passed = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

let renewing: Promise<boolean> | undefined;

async function answered(path: string, sending: Sending): Promise<Response> {
  const first = await once(path, sending);
  if (first.status !== 401 || sending.open === true || sending.anonymous === true) return first;
  renewing ??= renew().finally(() => (renewing = undefined));
  if (await renewing) return once(path, sending);
  if (path !== SESSION) standing.signedOut(); // whoever asks for the session learns it from the answer
  return first;
}

/** Sends a request and reads the answer. @throws {@link Problem} for what is no success */
export async function send<T>(path: string, sending: Sending = {}): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await answered(path, sending);
    const position = answer.headers.get('taizhang-position');
    if (position !== null) standing.positions.set(contextOf(path), position);
    // a body of the API, as its document describes it; an empty one where there is nothing to tell
    if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
    const problem = await problemOf(answer);
    if (!NOT_YET.has(problem.body.code) || attempt === ATTEMPTS) throw problem;
    await passed(Number(answer.headers.get('retry-after') ?? '1') * 1_000);
  }
}

/** Fetches bytes, to be kept by the reader. @throws {@link Problem} */
export async function download(path: string): Promise<Blob> {
  const answer = await answered(path, {});
  if (!answer.ok) throw await problemOf(answer);
  return answer.blob();
}

/** Whether an error says that nobody is signed in. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof Problem && error.body.status === 401;
}
