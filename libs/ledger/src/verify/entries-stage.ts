import { BUNDLE_PATHS } from '../bundle/bundle-path.js';
import { isVisible, parseEntry, type Entry } from '../bundle/entry-line.js';
import { leafHash, sameHash } from '../merkle.js';
import { countLines, parsedLines } from './lines.js';
import type { ReadEntries, VerifyContext } from './verify-context.js';

/** Stage 3, lines: readable, in order, all there and no other, each leaf with its own hash (ledger-format §12). */
export function readEntries({ files, findings, manifest }: VerifyContext): ReadEntries {
  const { kind, from, to } = manifest;
  const bytes = files.get(BUNDLE_PATHS.entries) ?? new Uint8Array();
  const byIndex = new Map<number, Entry>();
  let last = -1;
  for (const { value: entry, number: line } of parsedLines(bytes, parseEntry, {
    findings,
    otherwise: 'E_ENTRY_FORMAT',
  })) {
    const { idx } = entry;
    if (idx < from || idx >= to) findings.add('E_ENTRY_EXTRA', { line, idx });
    else if (byIndex.has(idx)) findings.add('E_ENTRY_DUPLICATE', { line, idx });
    else {
      if (idx < last) findings.add('E_ENTRY_ORDER', { line, idx, after: last });
      byIndex.set(idx, entry);
    }
    last = Math.max(last, idx);
  }
  const entries = [...byIndex.values()].sort((one, other) => one.idx - other.idx);
  const lines = countLines(bytes);
  const gapless = kind === 'extract' || isGapless(entries, { findings, manifest });
  checkHashes(entries, { findings });
  return { entries, whole: gapless && entries.length === lines, lines };
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
