import { BUNDLE_PATHS, bundlePathOf, type BundleFiles } from '../bundle/bundle-path.js';
import { parseCheckpoint, type Checkpoint } from '../checkpoint.js';
import { verifyCosignature } from '../cosignature.js';
import { FormatError } from '../format-error.js';
import { parseNote, signaturesBy, verifyNoteSignature, type SignedNote } from '../note.js';
import { quorumVerdict, type Policy } from '../policy.js';
import type { VerifierKey } from '../vkey.js';
import type { Findings } from './findings.js';
import { isVerifyCode, type VerifyCode } from './verify-codes.js';
import type { CheckedNote } from './verify-context.js';

/** What {@link checkNote} needs to know. */
export interface NoteChecks {
  readonly policy: Policy;
  /** Origin of the bundle; undefined where its manifest cannot be read. */
  readonly origin: string | undefined;
  readonly now: number;
  readonly skew: number;
}

/** A checkpoint note and all that is wrong with it by itself. */
export interface NoteVerdict {
  readonly problems: readonly VerifyCode[];
  readonly checkpoint?: Checkpoint;
  readonly signedBy: readonly VerifierKey[];
  readonly quorumTime?: number;
}

/** Stage 1: the notes of the bundle and those that the verifier knows (ledger-format §12). */
export function checkNotes({
  files,
  findings,
  known,
  maxCosigAge,
  ...checks
}: NoteChecks & {
  readonly files: BundleFiles;
  readonly findings: Findings;
  readonly known: readonly Uint8Array[];
  readonly maxCosigAge: number;
}): readonly CheckedNote[] {
  const sources = [...notesIn(files), ...known.map((bytes, i) => knownNote(bytes, i))];
  const notes: CheckedNote[] = [];
  for (const { file, source, bytes } of sources) {
    const { problems, checkpoint, signedBy, quorumTime } = checkNote(bytes, checks);
    for (const code of problems) findings.add(code, { file });
    if (checkpoint === undefined || problems.includes('E_ORIGIN')) continue;
    const path = bundlePathOf(file);
    if (path?.kind === 'history' && path.size !== checkpoint.size) {
      // So there is one note of each size, however many files a hostile bundle has.
      findings.add('E_BUNDLE_LAYOUT', { file, reason: 'size' });
      continue;
    }
    notes.push({ file, source, checkpoint, signedBy, ...(quorumTime !== undefined && { quorumTime }) });
    if (source === 'head' && quorumTime !== undefined && quorumTime < checks.now - maxCosigAge)
      findings.add('E_COSIG_STALE', { file, time: quorumTime, now: checks.now });
  }
  checkOrder(notes, findings);
  return notes;
}

interface NoteSource extends Pick<CheckedNote, 'file' | 'source'> {
  readonly bytes: Uint8Array;
}

function notesIn(files: BundleFiles): NoteSource[] {
  return [...files].flatMap(([file, bytes]): NoteSource[] => {
    if (file === BUNDLE_PATHS.checkpoint) return [{ file, source: 'head', bytes }];
    return bundlePathOf(file)?.kind === 'history' ? [{ file, source: 'history', bytes }] : [];
  });
}

function knownNote(bytes: Uint8Array, i: number): NoteSource {
  return { file: `known:${String(i + 1)}`, source: 'known', bytes };
}

/** A checkpoint note by itself: form, origin, log signature, cosignatures, quorum. Never throws. */
export function checkNote(bytes: Uint8Array, checks: NoteChecks): NoteVerdict {
  let note: SignedNote;
  let checkpoint: Checkpoint;
  try {
    note = parseNote(bytes);
    checkpoint = parseCheckpoint(note.text);
  } catch (error) {
    const code = error instanceof FormatError && isVerifyCode(error.code) ? error.code : 'E_NOTE_FORMAT';
    return { problems: [code], signedBy: [] };
  }
  if (!isOfOrigin(note, checkpoint, checks)) return { problems: ['E_ORIGIN'], checkpoint, signedBy: [] };
  const signatures = logSignatures(note, checkpoint.origin, checks.policy);
  const { problems, quorumTime } = quorumOf(note, checks);
  return {
    problems: [...signatures.problems, ...problems],
    checkpoint,
    signedBy: signatures.signedBy,
    ...(quorumTime !== undefined && { quorumTime }),
  };
}

/** The bundle's own origin, one that the policy lists, and not signed in the name of another log. */
function isOfOrigin(note: SignedNote, { origin }: Checkpoint, { policy, origin: expected }: NoteChecks): boolean {
  if (expected !== undefined && origin !== expected) return false;
  const own = policy.logs.filter(({ name }) => name === origin);
  const foreign = policy.logs.filter(({ name }) => name !== origin);
  return own.length > 0 && foreign.every((key) => signaturesBy(note, key).length === 0);
}

function logSignatures(note: SignedNote, origin: string, { logs }: Policy) {
  const verdicts = logs
    .filter(({ name }) => name === origin)
    .map((key) => ({ key, verdict: verifyNoteSignature(note, key) }));
  const signedBy = verdicts.filter(({ verdict }) => verdict === 'valid').map(({ key }) => key);
  const problems: VerifyCode[] = [];
  if (verdicts.every(({ verdict }) => verdict === 'absent')) problems.push('E_SIG_UNKNOWN_KEY');
  if (verdicts.some(({ verdict }) => verdict === 'invalid')) problems.push('E_SIG_INVALID');
  return { problems, signedBy };
}

function quorumOf(note: SignedNote, { policy, now, skew }: NoteChecks) {
  const problems: VerifyCode[] = [];
  const times = new Map<string, number>();
  for (const { name, key } of policy.witnesses) {
    const verdict = verifyCosignature(note, key);
    if (verdict.kind === 'invalid') problems.push('E_COSIG_INVALID');
    if (verdict.kind === 'valid') times.set(name, verdict.time);
  }
  const { met, time: quorumTime } = quorumVerdict(policy, times);
  if (!met) problems.push('E_COSIG_QUORUM');
  if (quorumTime !== undefined && quorumTime > now + skew) problems.push('E_COSIG_FUTURE');
  return { problems, quorumTime };
}

/** A larger tree was cosigned later: the superior's times never go back (ledger-format §5). */
function checkOrder(notes: readonly CheckedNote[], findings: Findings): void {
  const timed = notes
    .flatMap(({ file, checkpoint: { size }, quorumTime: time }) => (time === undefined ? [] : [{ file, size, time }]))
    .sort((a, b) => a.size - b.size || a.time - b.time);
  let smaller = { size: 0, time: 0 };
  for (const { file, size, time } of timed) {
    if (size > smaller.size && time < smaller.time)
      findings.add('E_COSIG_ORDER', { file, size, time, after: smaller.time });
    if (time > smaller.time) smaller = { size, time };
  }
}
