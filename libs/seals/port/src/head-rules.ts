import { sameHash } from '@taizhang/ledger';
import type { SignedHead } from './guard-rows.js';

/** Whether a head may come after another: a larger tree, or the same one no earlier (ledger-format §4, §5). */
export function mayFollow(next: SignedHead, before: SignedHead | undefined): boolean {
  if (before === undefined) return true;
  if (next.time < before.time || next.size < before.size) return false;
  return next.size > before.size || sameHash(next.root, before.root);
}

/** Whether two heads say the same. */
export function sameHead(a: SignedHead | undefined, b: SignedHead | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.size === b.size && a.time === b.time && sameHash(a.root, b.root);
}
