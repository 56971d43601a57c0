import {
  cosignatureLine,
  cosignatureMessage,
  formatNote,
  judgeWitnessRequest,
  parseCheckpoint,
  parseNote,
  parseVkey,
  parseWitnessRequest,
  type VerifierKey,
  type WitnessVerdict,
} from '@taizhang/ledger';
import type { LedgerSigner } from '@taizhang/keys-port';
import type { GuardRows, SignedHead } from './guard-rows.js';

/** Media type of a refusal that tells the size the witness has (C2SP tlog-witness). */
export const WITNESS_SIZE_MEDIA_TYPE = 'text/x.tlog.size';

/** What a witness answers: the status, and cosignature lines with 200, its size with 409. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly mediaType: string;
  readonly body: string;
}

/** What a witness (上级局) needs. */
export interface WitnessOptions {
  readonly guard: Pick<GuardRows, 'head' | 'advance'>;
  /** Signs under the witness's own key, which is used for nothing else (ledger-format §5). */
  readonly signer: () => Promise<LedgerSigner>;
  /** Keys of a log it serves; none for a log it does not. */
  readonly logs: (origin: string) => Promise<readonly VerifierKey[]>;
  /** POSIX seconds. */
  readonly now: () => number;
}

/**
 * The witness of other deployments' ledgers, or of this one's own: cosigns a checkpoint that extends the last one it cosigned, and
 * refuses forks and roll-backs (C2SP tlog-witness `add-checkpoint`; ledger-format §5). The new head is kept before anything is signed;
 * times never go back.
 */
export class Witness {
  constructor(private readonly options: WitnessOptions) {}

  /** @param request body of `POST …/add-checkpoint` */
  async addCheckpoint(request: Uint8Array): Promise<WitnessAnswer> {
    const origin = originOf(request);
    const logs = origin === undefined ? [] : await this.options.logs(origin);
    const { vkey, sign } = await this.options.signer();
    const key = parseVkey(vkey);
    const name = `witness/${key.name}/${origin ?? ''}`;
    const head = logs.length === 0 ? undefined : await this.options.guard.head(name);
    const verdict = judgeWitnessRequest(request, { logs, headOf: () => head });
    if (verdict.kind === 'refuse') return refusal(verdict);
    const time = Math.max(this.options.now(), head?.time ?? 0);
    const next: SignedHead = { size: verdict.checkpoint.size, root: verdict.checkpoint.root, time };
    if (!(await this.options.guard.advance(name, next, head))) return this.#overtaken(name);
    const signature = await sign(cosignatureMessage(time, verdict.text));
    const [, lines = ''] = formatNote({
      text: verdict.text,
      signatures: [cosignatureLine(key, time, signature)],
    }).split('\n\n');
    return { status: 200, mediaType: 'text/plain', body: lines };
  }

  /** Another request was faster: whoever asked comes again with the size that there is now. */
  async #overtaken(name: string): Promise<WitnessAnswer> {
    return refusal({ kind: 'refuse', status: 409, size: (await this.options.guard.head(name))?.size ?? 0 });
  }
}

function refusal(verdict: Extract<WitnessVerdict, { readonly kind: 'refuse' }>): WitnessAnswer {
  if (verdict.status === 409)
    return { status: 409, mediaType: WITNESS_SIZE_MEDIA_TYPE, body: `${String(verdict.size)}\n` };
  return { status: verdict.status, mediaType: 'text/plain', body: '' };
}

/** What the request says it is about; whether it is judged by it is the judge's to say. */
function originOf(request: Uint8Array): string | undefined {
  try {
    const { checkpoint } = parseWitnessRequest(request);
    return parseCheckpoint(parseNote(new TextEncoder().encode(checkpoint)).text).origin;
  } catch {
    return undefined;
  }
}
