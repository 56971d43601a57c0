import { contextOf, isLedgerId, type Instant, type LedgerId } from '@taizhang/kernel';
import type { LedgerOwner } from '@taizhang/messaging-port';

/** The owner of a context's ledgers cannot be read now; the inbox tries again. */
export class OwnerUnavailableError extends Error {
  override readonly name = 'OwnerUnavailableError';
  readonly code = 'OWNER_UNAVAILABLE';
}

/**
 * How long an owner may say nothing before it counts as away, in milliseconds: a connection that hangs would hold a comparison
 * of heads, and with it every fact, long after the owner is back.
 */
export const OWNER_SILENCE_LIMIT_MS = 10_000;

/** Where owners are, and how we show who we are. */
export interface HttpLedgerOwnerOptions {
  /** Base URL by context. */
  readonly owners: Readonly<Record<string, string>>;
  readonly token: string;
  /** Default {@link OWNER_SILENCE_LIMIT_MS}. */
  readonly silenceLimitMs?: number;
}

/** The owner's API over HTTP, for contexts of other hosts (design §7); see `LedgerController` for the form. */
export class HttpLedgerOwner implements LedgerOwner {
  constructor(private readonly options: HttpLedgerOwnerOptions) {}

  async *leaves(ledger: LedgerId, from: number): AsyncIterable<{ readonly idx: number; readonly leaf: Uint8Array }> {
    const path = `/api/ledgers/${ledger}/leaves?from=${String(from)}`;
    let idx = from;
    for await (const line of this.#lines(contextOf(ledger), path, NO_SUCH_LEDGER)) {
      yield { idx, leaf: line };
      idx += 1;
    }
  }

  async *changedHeads(
    context: string,
    since?: Instant,
  ): AsyncIterable<{ readonly ledger: LedgerId; readonly size: number }> {
    const parameters = since === undefined ? '' : `?since=${encodeURIComponent(since)}`;
    for await (const line of this.#lines(context, `/api/ledgers/${context}/heads${parameters}`)) {
      const head = headOf(line);
      if (head === undefined) throw new OwnerUnavailableError(`${context}: not a head`);
      yield head;
    }
  }

  /** @param empty a status that means "no lines" */
  async *#lines(context: string, path: string, empty?: number): AsyncIterable<Uint8Array> {
    const base = this.options.owners[context];
    if (base === undefined) throw new OwnerUnavailableError(`no owner of ${context} is configured`);
    const abort = new AbortController();
    const silence = new Silence(this.options.silenceLimitMs ?? OWNER_SILENCE_LIMIT_MS, abort);
    try {
      silence.begins();
      const response = await fetch(`${base}${path}`, {
        headers: { authorization: `Bearer ${this.options.token}` },
        signal: abort.signal,
      });
      if (response.status === empty) return;
      if (!response.ok || response.body === null)
        throw new OwnerUnavailableError(`the owner of ${context} answered ${String(response.status)}`);
      yield* linesOf(heard(response.body, silence));
    } catch (error) {
      if (error instanceof OwnerUnavailableError) throw error;
      throw new OwnerUnavailableError(`the owner of ${context} cannot be reached`, { cause: error });
    } finally {
      silence.ends();
      abort.abort();
    }
  }
}

/** What the owner answers for a ledger that does not exist. Asked for its heads, the owner of a context never answers this. */
const NO_SUCH_LEDGER = 404;

function headOf(line: Uint8Array): { readonly ledger: LedgerId; readonly size: number } | undefined {
  let head: unknown;
  try {
    head = JSON.parse(Buffer.from(line).toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof head !== 'object' || head === null || !('ledger' in head) || !('size' in head)) return undefined;
  const { ledger, size } = head;
  if (typeof ledger !== 'string' || !isLedgerId(ledger)) return undefined;
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? { ledger, size } : undefined;
}

/** Breaks a request off when its owner says nothing for too long; what we take for ourselves does not count. */
class Silence {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limitMs: number,
    private readonly abort: AbortController,
  ) {}

  begins(): void {
    this.ends();
    this.#timer = setTimeout(() => {
      this.abort.abort();
    }, this.limitMs);
  }

  ends(): void {
    clearTimeout(this.#timer);
  }
}

async function* heard(body: AsyncIterable<Uint8Array>, silence: Silence): AsyncIterable<Uint8Array> {
  for await (const chunk of body) {
    silence.ends();
    yield chunk;
    silence.begins();
  }
}

/** Lines as bytes: ended by a line feed only, since a leaf may hold every other line separator. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let pending: Uint8Array[] = [];
  for await (const chunk of body) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      yield Buffer.concat([...pending, chunk.subarray(start, end)]);
      pending = [];
      start = end + 1;
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  }
  if (pending.length > 0) throw new OwnerUnavailableError('the owner broke off within a line');
}

const LINE_FEED = 0x0a;

/** Asks the store for contexts of this host, and the others' owners for theirs. */
export function routedOwner(
  own: LedgerOwner,
  ownContexts: ReadonlySet<string>,
  others: LedgerOwner | undefined,
): LedgerOwner {
  const ownerOf = (context: string): LedgerOwner => {
    if (ownContexts.has(context)) return own;
    if (others === undefined) throw new OwnerUnavailableError(`no owner of ${context} is configured`);
    return others;
  };
  return {
    leaves: (ledger, from) => ownerOf(contextOf(ledger)).leaves(ledger, from),
    changedHeads: (context, since) => ownerOf(context).changedHeads(context, since),
  };
}
