import { BUNDLE_PATHS } from '../bundle/bundle-path.js';
import { sameHash } from '../merkle.js';
import { parseConsistencyProof, provesConsistency, type ConsistencyProof } from '../proof-json.js';
import { parsedLines } from './lines.js';
import type { FoldedRoots } from './tree-stage.js';
import type { CheckedNote, VerifyContext } from './verify-context.js';

/** Roots of checkpoints by size. */
type Heads = ReadonlyMap<number, Uint8Array>;

/**
 * Stage 2 (ledger-format §12): one root per size, nothing larger known than what is presented, and every checkpoint an earlier
 * state of the last one, recomputed from the entries or proven.
 * @param foldable whether the entries should recompute roots; then `roots` is undefined only where that failed already
 */
export function checkHistory(
  context: VerifyContext,
  notes: readonly CheckedNote[],
  { roots, foldable }: { readonly roots: FoldedRoots; readonly foldable: boolean },
): void {
  const { findings, manifest } = context;
  const signed = notes.filter(({ signedBy }) => signedBy.length > 0);
  const heads = headsOf(notes, context);
  for (const { source, file, checkpoint } of signed) {
    const { size, root } = checkpoint;
    if (size > manifest.to && source === 'known') findings.add('E_ROLLBACK', { file, size, to: manifest.to });
    if (size > manifest.to && source === 'history') findings.add('E_MANIFEST_RANGE', { file, reason: 'later' });
    const computed = roots?.get(size);
    // One that differs from another of its size has been told.
    const isHeadOfSize = isHead(heads, size, root);
    if (isHeadOfSize && computed !== undefined && !sameHash(computed, root)) findings.add('E_FORK', { file, size });
  }
  const proofs = readProofs(context, heads);
  const recomputed = (size: number) =>
    foldable && size >= manifest.from && size <= manifest.to && (roots === undefined || roots.has(size));
  const attempted = new Set(proofs.map(({ proof }) => proof.from));
  const linked = linkedSizes(heads, proofs, (size) => size === manifest.to || recomputed(size));
  for (const size of heads.keys()) {
    if (size < manifest.to && !linked.has(size) && !attempted.has(size))
      findings.add('E_CONSISTENCY_MISSING', { size });
  }
}

/** What nobody signed accuses nobody, and stands in only where nothing else does. */
function headsOf(notes: readonly CheckedNote[], { findings }: Pick<VerifyContext, 'findings'>): Heads {
  const heads = new Map<number, Uint8Array>();
  const signedFirst = notes.toSorted((a, b) => Number(b.signedBy.length > 0) - Number(a.signedBy.length > 0));
  for (const { file, checkpoint, signedBy } of signedFirst) {
    const { size, root } = checkpoint;
    const other = heads.get(size);
    if (other === undefined) heads.set(size, root);
    else if (signedBy.length > 0 && !sameHash(other, root)) findings.add('E_FORK', { file, size });
  }
  return heads;
}

interface JudgedProof {
  readonly proof: ConsistencyProof;
  readonly holds: boolean;
}

function readProofs({ files, findings, manifest }: VerifyContext, heads: Heads): readonly JudgedProof[] {
  const bytes = files.get(BUNDLE_PATHS.consistency) ?? new Uint8Array();
  const proofs: JudgedProof[] = [];
  const lines = parsedLines(bytes, parseConsistencyProof, { findings, otherwise: 'E_CONSISTENCY' });
  for (const { value: proof, number: line } of lines) {
    const ofHeads = isHead(heads, proof.from, proof.fromRoot) && isHead(heads, proof.to, proof.toRoot);
    const holds = ofHeads && proof.origin === manifest.origin && provesConsistency(proof);
    if (!holds) findings.add('E_CONSISTENCY', { line, from: proof.from, to: proof.to });
    proofs.push({ proof, holds });
  }
  return proofs;
}

function isHead(heads: Heads, size: number, root: Uint8Array): boolean {
  const known = heads.get(size);
  return known !== undefined && sameHash(known, root);
}

/** Sizes from which proofs that hold lead, step by step, to a size that is sure. */
function linkedSizes(
  heads: Heads,
  proofs: readonly JudgedProof[],
  isSure: (size: number) => boolean,
): ReadonlySet<number> {
  const linked = new Set([...heads.keys()].filter(isSure));
  const holding = proofs.filter(({ holds }) => holds).map(({ proof }) => proof);
  // From the largest down: when a step is looked at, all that could link its larger end have been.
  for (const { from, to } of holding.toSorted((a, b) => b.to - a.to)) if (linked.has(to)) linked.add(from);
  return linked;
}
