import type { IdentityStore, SignInTries } from '@taizhang/identity-port';
import { hashOf } from './tokens.js';

/** Wrong passwords in a row that lock nothing yet. */
export const FREE_FAILURES = 4;
/** How long the first lock lasts, in milliseconds; each further failure doubles it. */
export const FIRST_LOCK_MS = 30_000;
/** Longest lock, in milliseconds. */
export const LONGEST_LOCK_MS = 3_600_000;
/** How long tries are remembered after the last one, in milliseconds. */
export const TRIES_KEPT_MS = 86_400_000;
/** How often a lost race for the record of a login is tried again: one who sends so many tries at once is turned away. */
const RACES = 8;

/**
 * Counts tries to sign in by login, whether there is such an account or not, so that nothing tells the two apart. A try is
 * counted before the password is looked at: however many come at once, each has its number.
 */
export class TriesToSignIn {
  constructor(
    private readonly records: IdentityStore['tries'],
    private readonly now: () => number,
  ) {}

  /** @returns whether this try counts; while the login is locked none does, be the password right or wrong */
  async begin(login: string): Promise<boolean> {
    const id = hashOf(login);
    for (let race = 0; race < RACES; race += 1) {
      const now = this.now();
      const known = await this.records.get(id);
      const until = now + TRIES_KEPT_MS;
      if (known === undefined) {
        if (await this.records.add({ id, failures: 1, lockedUntil: 0, until, revision: 0 })) return true;
        continue;
      }
      const locked = known.lockedUntil > now;
      if (await this.records.replace(known, locked ? { until } : { ...nextOf(known, now), until })) return !locked;
    }
    return false;
  }

  /** Forgets the failures of a login: after a success, or because an administrator unlocks it. */
  forget(login: string): Promise<void> {
    return this.records.remove(hashOf(login));
  }
}

function nextOf(known: SignInTries, now: number): Pick<SignInTries, 'failures' | 'lockedUntil'> {
  const failures = known.until > now ? known.failures + 1 : 1;
  if (failures <= FREE_FAILURES) return { failures, lockedUntil: 0 };
  const lock = Math.min(FIRST_LOCK_MS * 2 ** Math.min(failures - FREE_FAILURES - 1, 20), LONGEST_LOCK_MS);
  return { failures, lockedUntil: now + lock };
}
