import { utf8ToBytes } from '@noble/hashes/utils.js';

import { decodeBase64, encodeBase64 } from '../base64.js';
import { BUNDLE_PATHS, bundlePathOf, historyPath } from '../bundle/bundle-path.js';
import { listFiles, manifestNoteText, parseManifest, type Manifest } from '../bundle/manifest.js';
import { formatCheckpoint, parseCheckpoint } from '../checkpoint.js';
import { cosign, verifyCosignature } from '../cosignature.js';
import { canonicalBytes } from '../jcs.js';
import type { JsonObject } from '../json.js';
import { leafHash, rootOf } from '../merkle.js';
import { formatNote, parseNote, signNote, type NoteSigner, type SignedNote } from '../note.js';
import { sealedDigests } from '../open-data.js';

/** Keys that an attacker may hold. */
export interface ForgeryKeys {
  readonly log: NoteSigner;
  /** The log key before that one: the checkpoint of `lastSize` bears both signatures. */
  readonly retired?: { readonly signer: NoteSigner; readonly lastSize: number };
  readonly exporter: NoteSigner;
  readonly witness: NoteSigner;
}

/** A line of `entries.ndjson`, to be changed at will. */
export interface ForgedEntry {
  idx: number;
  h: string;
  leaf?: string;
  clr?: number;
  sd?: string[];
  erased?: { by: number; d: string }[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const utf8 = new TextDecoder();

/**
 * A bundle in the hands of an attacker (ledger-format §12.1): files can be changed one by one, and signed again with whatever keys
 * the attacker holds. What a method does not mend stays broken.
 */
export class Forgery {
  readonly files: Map<string, Uint8Array>;
  entries: ForgedEntry[];

  constructor(
    files: ReadonlyMap<string, Uint8Array>,
    private readonly keys: ForgeryKeys,
  ) {
    this.files = new Map(files);
    this.entries = this.lines(BUNDLE_PATHS.entries).map((line) => JSON.parse(line) as ForgedEntry); // as: ledger-format §11
  }

  text(file: string): string {
    return utf8.decode(this.files.get(file));
  }

  write(file: string, text: string): void {
    this.files.set(file, utf8ToBytes(text));
  }

  lines(file: string): string[] {
    return this.text(file).split('\n').slice(0, -1);
  }

  writeLines(file: string, lines: readonly string[]): void {
    this.write(file, lines.map((line) => `${line}\n`).join(''));
  }

  note(file: string): SignedNote {
    return parseNote(utf8ToBytes(this.text(file)));
  }

  writeNote(file: string, note: SignedNote): void {
    this.write(file, formatNote(note));
  }

  entry(idx: number): ForgedEntry {
    const entry = this.entries.find((one) => one.idx === idx);
    if (entry === undefined) throw new RangeError(`no entry ${String(idx)}`);
    return entry;
  }

  leaf(idx: number): Mutable<JsonObject> {
    return JSON.parse(utf8.decode(decodeBase64(this.entry(idx).leaf ?? ''))) as JsonObject; // as: leaves are objects
  }

  /** Changes a leaf; its hash stays what it was. */
  editLeaf(idx: number, edit: (leaf: Mutable<JsonObject>) => JsonObject): void {
    this.writeLeaf(idx, canonicalBytes(edit(this.leaf(idx))));
  }

  /** Puts any bytes in place of a leaf; its hash stays what it was. */
  writeLeaf(idx: number, bytes: Uint8Array): void {
    this.entry(idx).leaf = encodeBase64(bytes);
  }

  /** Makes the hash of an entry, or of all, that of its leaf. */
  rehash(...indices: readonly number[]): void {
    for (const entry of this.entries) {
      if (entry.leaf !== undefined && (indices.length === 0 || indices.includes(entry.idx)))
        entry.h = encodeBase64(leafHash(decodeBase64(entry.leaf)));
    }
  }

  /** As an exporter: lists all files as they are now, counts if told so, and signs the manifest. */
  export(changes: Partial<Manifest> = {}, { recount = true } = {}): ReadonlyMap<string, Uint8Array> {
    this.writeLines(
      BUNDLE_PATHS.entries,
      this.entries.map((entry) => JSON.stringify(entry)),
    );
    const before = parseManifest(this.files.get(BUNDLE_PATHS.manifest) ?? new Uint8Array());
    const { manifest: name, manifestNote } = BUNDLE_PATHS;
    const content = [...this.files].filter(([path]) => path !== name && path !== manifestNote);
    const counts = recount ? this.counts() : before.counts;
    const manifest = { ...before, counts, ...changes, files: listFiles(content) };
    const bytes = canonicalBytes(manifest);
    this.files.set(name, bytes);
    const text = manifestNoteText(manifest, bytes);
    this.writeNote(manifestNote, { text, signatures: [signNote(text, this.keys.exporter)] });
    return this.files;
  }

  /**
   * As an operator whose witness colludes: hashes all leaves of a range from 0 again and signs and cosigns new trees.
   * @param times cosigned at, by size; by default when the checkpoint of that size was
   */
  rebuild({ sizes, times = {} }: { sizes?: readonly number[]; times?: Readonly<Record<number, number>> } = {}): void {
    this.rehash();
    const hashes = this.entries.map(({ h }) => decodeBase64(h));
    const known = new Map(this.noteFiles().map((file) => [this.sizeOf(file), this.cosignedAt(file)]));
    const latest = Math.max(...known.values());
    for (const file of this.noteFiles()) this.files.delete(file);
    // Receipts are about the old tree.
    for (const path of [...this.files.keys()]) if (bundlePathOf(path)?.kind === 'receipt') this.files.delete(path);
    const wanted = new Set([...(sizes ?? known.keys()), hashes.length].filter((size) => size <= hashes.length));
    for (const size of wanted) {
      const file = size === hashes.length ? BUNDLE_PATHS.checkpoint : historyPath(size);
      const root = rootOf(hashes.slice(0, size));
      this.sign(file, { size, root }, times[size] ?? known.get(size) ?? latest);
    }
  }

  /** As an operator whose witness colludes: puts a checkpoint in place of that of a file. */
  sign(
    file: string,
    { size, root }: { readonly size: number; readonly root: Uint8Array },
    time: number,
    signers = this.logSigners(size),
  ): void {
    const text = formatCheckpoint({ origin: this.keys.log.key.name, size, root });
    const logs = signers.map((signer) => signNote(text, signer));
    this.writeNote(file, { text, signatures: [...logs, cosign(text, this.keys.witness, time)] });
  }

  private logSigners(size: number): readonly NoteSigner[] {
    const { log, retired } = this.keys;
    if (retired === undefined || size > retired.lastSize) return [log];
    return size === retired.lastSize ? [retired.signer, log] : [retired.signer];
  }

  /** As a witness: cosigns a checkpoint at another time. */
  cosign(file: string, time: number): void {
    const { text, signatures } = this.note(file);
    const others = signatures.filter(({ name }) => name !== this.keys.witness.key.name);
    this.writeNote(file, { text, signatures: [...others, cosign(text, this.keys.witness, time)] });
  }

  cosignedAt(file: string): number {
    const verdict = verifyCosignature(this.note(file), this.keys.witness.key);
    return verdict.kind === 'valid' ? verdict.time : 0;
  }

  sizeOf(file: string): number {
    return parseCheckpoint(this.note(file).text).size;
  }

  /** Sizes of the checkpoints in the history, ascending. */
  historySizes(): number[] {
    const files = this.noteFiles().filter((file) => file !== BUNDLE_PATHS.checkpoint);
    return files.map((file) => this.sizeOf(file)).sort((a, b) => a - b);
  }

  private noteFiles(): string[] {
    return [...this.files.keys()].filter(
      (path) => path === BUNDLE_PATHS.checkpoint || bundlePathOf(path)?.kind === 'history',
    );
  }

  private counts(): Manifest['counts'] {
    let [disclosures, hashOnly, withheld] = [0, 0, 0];
    for (const { idx, leaf, sd = [] } of this.entries) {
      disclosures += sd.length;
      if (leaf === undefined) hashOnly++;
      else withheld += Math.max(0, this.digests(idx) - sd.length);
    }
    return { disclosures, entries: this.entries.length, hashOnly, withheld };
  }

  private digests(idx: number): number {
    try {
      return sealedDigests(this.leaf(idx)['data'] as JsonObject).length; // as: ledger-format §2
    } catch {
      return 0;
    }
  }
}
