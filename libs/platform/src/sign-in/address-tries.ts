import { createHmac } from 'node:crypto';
import type { IdentityStore, SignInTries } from '@taizhang/identity-port';
import { addressKey } from '../http/client-address.js';

/** Failures from one address, whatever accounts they name, that lock nothing yet: an office behind one address has many clerks. */
export const FREE_ADDRESS_FAILURES = 100;
/** How long they are counted from the first one on, in milliseconds; so long a lock lasts at most. */
export const ADDRESS_WINDOW_MS = 3_600_000;
/** How often a lost race for the record of an address is tried again; whoever loses all of them is counted by login alone. */
const RACES = 8;
/** Purpose of the secret under which addresses are kept. */
const PURPOSE = 'sign-in-addresses';

/** Counts failures by address: one guess each at many accounts locks none of them. The address itself stands nowhere. */
export class AddressTries {
  constructor(
    private readonly records: IdentityStore['tries'],
    private readonly secret: (purpose: string) => Promise<Uint8Array>,
    private readonly now: () => number,
  ) {}

  /** Counts a try before its password is looked at. @returns whether it counts: while the address is locked none does */
  async begin(address: string): Promise<boolean> {
    const id = await this.#idOf(address);
    const until = this.now() + ADDRESS_WINDOW_MS;
    for (let race = 0; race < RACES; race += 1) {
      const known = await this.records.get(id);
      if (known === undefined) {
        if (await this.records.add({ id, failures: 1, lockedUntil: 0, until, revision: 0 })) return true;
        continue;
      }
      if (known.until <= this.now()) {
        if (await this.records.replace(known, { failures: 1, until })) return true;
        continue;
      }
      if (known.failures >= FREE_ADDRESS_FAILURES) return false;
      if (await this.records.replace(known, { failures: known.failures + 1 })) return true;
    }
    return true;
  }

  /** The try succeeded, so it was no failure; those of others at this address stay: success buys no further guesses. */
  async forgive(address: string): Promise<void> {
    const id = await this.#idOf(address);
    for (let race = 0; race < RACES; race += 1) {
      const known = await this.records.get(id);
      if (known === undefined || known.failures === 0) return;
      if (await this.records.replace(known, fewer(known))) return;
    }
  }

  async #idOf(address: string): Promise<string> {
    const key = await this.secret(PURPOSE);
    return `address-${createHmac('sha256', key).update(addressKey(address)).digest('base64url')}`;
  }
}

function fewer({ failures }: SignInTries): Pick<SignInTries, 'failures'> {
  return { failures: failures - 1 };
}
