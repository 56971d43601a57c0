import type { Instant } from '@taizhang/kernel';
import { OwnerUnavailableError } from '../owner/http-ledger-owner.js';
import type { PendingReaction, SettlementPeer } from './settlement.js';

/** Where hosts settle with each other; see `SettlementController`. */
export const SETTLEMENT_PATH = '/api/settlement';

/** Most reactions that one request names: some 150 bytes each, and a request has a small limit. */
const REACTIONS_AT_ONCE = 20;

/** Another host of the deployment as one that takes part in a settlement. */
export class HttpSettlementPeer implements SettlementPeer {
  /** @param base its base URL */
  constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  async setClock(now: Instant): Promise<void> {
    await this.#send('PUT', 'clock', { now });
  }

  async collect(): Promise<readonly PendingReaction[]> {
    const { reactions } = await this.#send('POST', 'collect', {});
    return reactions ?? [];
  }

  async seal(): Promise<void> {
    await this.#send('POST', 'seal', {});
  }

  async run(reactions: readonly PendingReaction[]): Promise<void> {
    for (let from = 0; from < reactions.length; from += REACTIONS_AT_ONCE)
      await this.#send('POST', 'run', { reactions: reactions.slice(from, from + REACTIONS_AT_ONCE) });
  }

  async #send(
    method: string,
    path: string,
    body: object,
  ): Promise<{ readonly reactions?: readonly PendingReaction[] }> {
    const response = await fetch(`${this.base}${SETTLEMENT_PATH}/${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok)
      throw new OwnerUnavailableError(
        `settling with ${this.base} (${path}) answered ${String(response.status)}: ${text}`,
      );
    return JSON.parse(text) as { readonly reactions?: readonly PendingReaction[] }; // what its controller answers
  }
}
