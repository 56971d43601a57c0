import { BUNDLE_PATHS } from '../bundle/bundle-path.js';
import { isVisible, parseEntry, type Entry } from '../bundle/entry-line.js';
import { leafHash, sameHash } from '../merkle.js';
import { linesOf } from './lines.js';
import type { ReadEntries, VerifyContext } from './verify-context.js';

/** Stage 3, lines: readable, in order, all there and no other, each leaf with its own hash (ledger-format §12). */
export function readEntries({ files, findings, manifest }: VerifyContext): ReadEntries {
  const { kind, from, to } = manifest;
  const byIndex = new Map<number, Entry>();
  let [lines, last, whole] = [0, -1, true];
  for (const { line, number } of linesOf(files.get(BUNDLE_PATHS.entries) ?? new Uint8Array())) {
    lines = number;
    const entry = line && findings.attempt(() => parseEntry(line), 'E_ENTRY_FORMAT', { line: number });
    if (line === undefined) findings.add('E_ENTRY_FORMAT', { line: number, reason: 'no-line-end' });
    const idx = entry?.idx ?? -1;
    if (entry === undefined) whole = false;
    else if (idx < from || idx >= to) {
      findings.add('E_ENTRY_EXTRA', { line: number, idx });
      whole = false;
    } else if (byIndex.has(idx)) {
      findings.add('E_ENTRY_DUPLICATE', { line: number, idx });
      whole = false;
    } else {
      if (idx < last) findings.add('E_ENTRY_ORDER', { line: number, idx, after: last });
      byIndex.set(idx, entry);
    }
    last = Math.max(last, idx);
  }
  const entries = [...byIndex.values()].sort((a, b) => a.idx - b.idx);
  if (kind === 'range' && !isGapless(entries, { findings, manifest })) whole = false;
  checkHashes(entries, { findings });
  return { entries, whole, lines };
}

function isGapless(
  entries: readonly Entry[],
  { findings, manifest: { from, to } }: Pick<VerifyContext, 'findings' | 'manifest'>,
): boolean {
  let next = from;
  for (const { idx } of entries) {
    if (idx > next) findings.add('E_ENTRY_MISSING', { from: next, to: idx });
    next = idx + 1;
  }
  if (next < to) findings.add('E_TRUNCATED', { last: next - 1, to });
  return next === to && entries.length === to - from;
}

function checkHashes(entries: readonly Entry[], { findings }: Pick<VerifyContext, 'findings'>): void {
  for (const entry of entries) {
    if (isVisible(entry) && !sameHash(leafHash(entry.leaf), entry.hash))
      findings.add('E_LEAF_HASH', { idx: entry.idx });
  }
}
