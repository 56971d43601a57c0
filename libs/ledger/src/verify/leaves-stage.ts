import { isVisible } from '../bundle/entry-line.js';
import { checkLeaf } from '../leaf-check.js';
import { ledgerEventProblems } from '../ledger-event-check.js';
import { checkCommits } from './commit-order.js';
import { checkKeyRotation } from './key-rotation.js';
import { checkTimes } from './leaf-times.js';
import type { CheckedNote, ReadEntries, VerifyContext, VisibleLeaf } from './verify-context.js';

/**
 * Stage 4 (ledger-format §12): each leaf by itself, then leaves among each other, with the checkpoints and with the rules of keys.
 * Gives the leaves that passed the checks of one leaf alone; the others count as hash-only from here on.
 */
export function checkLeaves(
  context: VerifyContext,
  read: ReadEntries,
  notes: readonly CheckedNote[],
): readonly VisibleLeaf[] {
  const leaves = readLeaves(context, read);
  checkGenesis(context, read, leaves);
  checkIds(context, leaves);
  checkClosed(context, leaves);
  checkCommits(context, leaves, notes);
  checkTimes(context, leaves, notes);
  checkKeyRotation(context, leaves, notes);
  return leaves;
}

function readLeaves({ findings, manifest }: VerifyContext, { entries }: ReadEntries): readonly VisibleLeaf[] {
  const leaves: VisibleLeaf[] = [];
  for (const entry of entries.filter(isVisible)) {
    const { idx } = entry;
    const checked = checkLeaf(entry.leaf);
    if (!checked.ok) {
      for (const { code, pointer } of checked.problems) findings.add(code, { idx, ...(pointer && { at: pointer }) });
      continue;
    }
    const { leaf } = checked;
    for (const { pointer } of ledgerEventProblems(leaf)) findings.add('E_LEAF_SCHEMA', { idx, at: pointer });
    if (leaf.log !== manifest.origin) findings.add('E_LEAF_LOG', { idx });
    if (leaf.idx !== idx) findings.add('E_LEAF_INDEX', { idx, states: leaf.idx });
    leaves.push({ entry, leaf });
  }
  return leaves;
}

/** Index 0, wherever it is in the bundle, is the public opening of this very ledger (ledger-format §2). */
function checkGenesis(
  { findings, manifest }: VerifyContext,
  { entries }: ReadEntries,
  leaves: readonly VisibleLeaf[],
): void {
  if (entries[0]?.idx !== 0) return;
  const first = leaves.find(({ entry }) => entry.idx === 0)?.leaf;
  if (first?.type !== 'ledger.Opened' || first.data['origin'] !== manifest.origin)
    findings.add('E_GENESIS', { idx: 0 });
}

function checkIds({ findings }: VerifyContext, leaves: readonly VisibleLeaf[]): void {
  const first = new Map<string, number>();
  for (const { entry, leaf } of leaves) {
    const before = first.get(leaf.id);
    if (before === undefined) first.set(leaf.id, entry.idx);
    else findings.add('E_EVENT_ID_DUPLICATE', { idx: entry.idx, first: before });
  }
}

/** A closing is the last leaf: one before the end of the tree has others after it, whether they are in the bundle or not. */
function checkClosed({ findings, manifest }: VerifyContext, leaves: readonly VisibleLeaf[]): void {
  for (const { entry, leaf } of leaves) {
    if (leaf.type === 'ledger.Closed' && entry.idx < manifest.to - 1)
      findings.add('E_LEDGER_CLOSED', { idx: entry.idx, to: manifest.to });
  }
}
