import { utf8ToBytes } from '@noble/hashes/utils.js';

import { BUNDLE_PATHS, bundlePathOf } from '../bundle/bundle-path.js';
import { verifyInclusion } from '../merkle-proof.js';
import { leafHash, sameHash } from '../merkle.js';
import { parseInclusionProof, provesInclusion, type InclusionProof } from '../proof-json.js';
import { parseReceipt, type Receipt } from '../receipt.js';
import { parsedLines } from './lines.js';
import { checkNote, type NoteVerdict } from './notes-stage.js';
import type { CheckedNote, ReadEntries, VerifyContext } from './verify-context.js';

/** Stage 3, extract (ledger-format §12): one inclusion proof per entry, against the last checkpoint. */
export function checkInclusion(context: VerifyContext, { entries }: ReadEntries, notes: readonly CheckedNote[]): void {
  const { findings, manifest } = context;
  const head = notes.find(({ source }) => source === 'head')?.checkpoint;
  const proofs = readProofs(context);
  for (const { idx, hash } of entries) {
    const proof = proofs.get(idx);
    proofs.delete(idx);
    if (proof === undefined) findings.add('E_INCLUSION_MISSING', { idx });
    else if (
      proof.origin !== manifest.origin ||
      !sameHash(proof.leafHash, hash) ||
      head === undefined ||
      proof.size !== head.size ||
      !sameHash(proof.root, head.root) ||
      !provesInclusion(proof)
    )
      findings.add('E_INCLUSION', { idx });
  }
  for (const idx of proofs.keys()) findings.add('E_INCLUSION', { idx, reason: 'no-entry' });
}

function readProofs({ files, findings }: VerifyContext): Map<number, InclusionProof> {
  const bytes = files.get(BUNDLE_PATHS.proofs) ?? new Uint8Array();
  const proofs = new Map<number, InclusionProof>();
  const lines = parsedLines(bytes, parseInclusionProof, { findings, otherwise: 'E_INCLUSION' });
  for (const { value: proof, number: line } of lines) {
    if (proofs.has(proof.index)) findings.add('E_INCLUSION', { line, reason: 'twice' });
    else proofs.set(proof.index, proof);
  }
  return proofs;
}

/** A receipt with what its checkpoint note is worth by itself. */
export interface CheckedReceipt {
  readonly file: string;
  /** By its name. */
  readonly index: number;
  /** Undefined where it cannot be read. */
  readonly receipt?: Receipt;
  readonly note?: NoteVerdict;
}

/** Reads all receipts. Most share a checkpoint, and each note is verified once. */
export function readReceipts({ files, policy, manifest, now, skew }: VerifyContext): readonly CheckedReceipt[] {
  const verdicts = new Map<string, NoteVerdict>();
  const judged = (note: string) => {
    const verdict = verdicts.get(note) ?? checkNote(utf8ToBytes(note), { policy, origin: manifest.origin, now, skew });
    verdicts.set(note, verdict);
    return verdict;
  };
  return [...files].flatMap(([file, bytes]) => {
    const path = bundlePathOf(file);
    if (path?.kind !== 'receipt') return [];
    const receipt = attempted(bytes);
    return [{ file, index: path.index, ...(receipt && { receipt, note: judged(receipt.checkpoint) }) }];
  });
}

/**
 * Stage 3, receipts (ledger-format §12): each is about the leaf of its name, proves it in a tree that the log signed and the quorum
 * cosigned, and that tree is one of this bundle.
 */
export function checkReceipts(
  { findings }: VerifyContext,
  receipts: readonly CheckedReceipt[],
  { entries }: ReadEntries,
  heads: ReadonlyMap<number, Uint8Array>,
): void {
  const hashes = new Map(entries.map(({ idx, hash }) => [idx, hash]));
  for (const checked of receipts) {
    const reason = receiptProblem(checked, hashes.get(checked.index), heads);
    if (reason !== undefined) findings.add('E_RECEIPT', { file: checked.file, reason });
  }
}

/** @param leaf hash of the leaf in this bundle, where it is there */
function receiptProblem(
  { index, receipt, note }: CheckedReceipt,
  leaf: Uint8Array | undefined,
  heads: ReadonlyMap<number, Uint8Array>,
): string | undefined {
  if (receipt === undefined || note === undefined) return 'format';
  if (receipt.index !== index) return 'index';
  const carried = receipt.extra && leafHash(receipt.extra);
  const hash = leaf ?? carried;
  if (hash === undefined) return 'no-leaf';
  if (carried !== undefined && !sameHash(carried, hash)) return 'leaf';
  const { problems, checkpoint } = note;
  if (problems[0] !== undefined || checkpoint === undefined) return problems[0] ?? 'checkpoint';
  const { size, root } = checkpoint;
  const head = heads.get(size);
  if (head === undefined || !sameHash(head, root)) return 'other-tree';
  return verifyInclusion({ index, size, leafHash: hash, root }, receipt.path) ? undefined : 'path';
}

function attempted(bytes: Uint8Array): Receipt | undefined {
  try {
    return parseReceipt(bytes);
  } catch {
    return undefined;
  }
}
