import { parsePolicy, type Policy } from '@taizhang/ledger';
import { trusts } from './policy-keys.js';

/** Where a browser keeps the policies that its reader has pinned. */
const STORED_AT = 'taizhang.trust';
/** Most policies that are kept. */
const MOST_PINNED = 50;

/** What is believed: policies that the reader pinned, and what hosts told. */
export interface Trust {
  readonly pinned: readonly string[];
  /** Policy of each ledger as its host told it last. */
  readonly told: ReadonlyMap<string, string>;
}

let trust: Trust = { pinned: stored(), told: new Map() };
const listeners = new Set<() => void>();

function stored(): readonly string[] {
  const text = typeof localStorage === 'undefined' ? null : localStorage.getItem(STORED_AT);
  if (text === null) return [];
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function become(next: Trust): void {
  trust = next;
  for (const listener of listeners) listener();
}

function pinnedBecome(pinned: readonly string[]): void {
  localStorage.setItem(STORED_AT, JSON.stringify(pinned));
  become({ ...trust, pinned });
}

/** For `useSyncExternalStore`. */
export function onTrust(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What is believed now. */
export function trustNow(): Trust {
  return trust;
}

/** Keeps what a host says of a ledger. */
export function noteTold(ledger: string, policy: string): void {
  if (trust.told.get(ledger) !== policy) become({ ...trust, told: new Map([...trust.told, [ledger, policy]]) });
}

/** Pins a policy; one that names the same log is replaced. @throws `PolicyError` with the line that is wrong */
export function pin(text: string): void {
  const logs = new Set(parsePolicy(text).logs.map(({ name }) => name));
  const others = trust.pinned.filter((kept) => !logsOf(kept).some((name) => logs.has(name)));
  pinnedBecome([...others, text].slice(-MOST_PINNED));
}

/** From now on the hosts' word is believed again. */
export function unpinAll(): void {
  pinnedBecome([]);
}

function logsOf(text: string): readonly string[] {
  return parsed(text)?.logs.map(({ name }) => name) ?? [];
}

function parsed(text: string): Policy | undefined {
  try {
    return parsePolicy(text);
  } catch {
    return undefined;
  }
}

/**
 * The policy by which a ledger is judged. Whoever has pinned any believes no host any more: a ledger that is in none of the pinned ones
 * has no key then.
 */
export function policyFor(
  ledger: string,
  told: string | null,
  pinned: readonly string[] = trust.pinned,
): string | null {
  if (pinned.length === 0) return told;
  const own = pinned.find((text) => {
    const policy = parsed(text);
    return policy !== undefined && trusts(policy, ledger);
  });
  return own ?? null;
}
