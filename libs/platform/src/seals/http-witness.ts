import type { VerifierKey } from '@taizhang/ledger';
import type { WitnessPeer } from '@taizhang/seals-port';

/** How long a witness may take to answer, in milliseconds. */
export const WITNESS_TIMEOUT_MS = 10_000;
/** Most characters of an answer that are looked at: a few signature lines. */
const MAX_ANSWER_LENGTH = 16 * 1024;

/** No answer of the witness (上级局) came, or none that the protocol knows. */
export class WitnessUnavailableError extends Error {
  override readonly name = 'WitnessUnavailableError';
}

const STATUSES = [200, 400, 403, 404, 409, 422] as const;

/** A witness elsewhere, by C2SP tlog-witness: `POST <base>/add-checkpoint`. */
export function httpWitness(base: string, key: VerifierKey, send: typeof fetch = fetch): WitnessPeer {
  return {
    key,
    addCheckpoint: async (request) => {
      const response = await send(`${base.replace(/\/$/, '')}/add-checkpoint`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: request,
        signal: AbortSignal.timeout(WITNESS_TIMEOUT_MS),
      }).catch((cause: unknown) => {
        throw new WitnessUnavailableError('the witness does not answer', { cause });
      });
      const status = STATUSES.find((known) => known === response.status);
      if (status === undefined) throw new WitnessUnavailableError(`the witness answered ${String(response.status)}`);
      return { status, body: (await response.text()).slice(0, MAX_ANSWER_LENGTH) };
    },
  };
}
