import fc from 'fast-check';

import { formatCheckpoint } from '../checkpoint.js';
import { cosign } from '../cosignature.js';
import { sealEnvelope } from '../envelope.js';
import type { JsonObject } from '../json.js';
import { encodeLeaf, LEAF_FORMAT, type Clearance, type Leaf } from '../leaf.js';
import { ledgerOpened } from '../ledger-events.js';
import { leafHash, rootOf } from '../merkle.js';
import { ed25519Signer, formatNote, signNote } from '../note.js';
import type { Policy } from '../policy.js';
import { parseReceipt } from '../receipt.js';
import { sealData, type FieldClasses } from '../seal.js';
import {
  consistencyPathFromTiles,
  extendTiles,
  frontierFromTiles,
  inclusionPathFromTiles,
  type TileSource,
} from '../tiles.js';
import { formatFinding } from '../verify/findings.js';
import { verifyBundle } from '../verify/verify-bundle.js';
import { verifyReceipt } from '../verify/verify-receipt.js';
import { KEY_TYPE_COSIGNATURE, KEY_TYPE_ED25519 } from '../vkey.js';
import { BUNDLE_PATHS, receiptPath, type BundleFiles } from './bundle-path.js';
import { layBundle, signBundle, type BundlePlan } from './bundle-writer.js';
import { entryFor, isVisible, parseEntry, type ErasedDigest } from './entry-line.js';
import { parseManifest } from './manifest.js';

const ORIGIN = 'rectify.example/issues/wgx-0001';
const seed = (n: number) => new Uint8Array(32).fill(n);
const log = ed25519Signer(seed(1), { name: ORIGIN, type: KEY_TYPE_ED25519 });
const exporter = ed25519Signer(seed(2), { name: `${ORIGIN}/export`, type: KEY_TYPE_ED25519 });
const witness = ed25519Signer(seed(3), { name: 'rectify.example/witness/city', type: KEY_TYPE_COSIGNATURE });
const policy: Policy = {
  logs: [log.key],
  witnesses: [{ name: 'city', key: witness.key }],
  quorum: { kind: 'witness', name: 'city' },
};
const CLASSES: FieldClasses = {
  title: { kind: 'open' },
  remark: { kind: 'redactable', level: 1 },
  measures: { kind: 'array', items: { text: { kind: 'redactable', level: 2 } } },
  person: { kind: 'personal+redactable', level: 3, subject: { field: 'title', unique: 'stream' } },
};
const START = Date.parse('2026-01-05T00:00:00.000Z');
const KID = `k1_${'A'.repeat(22)}`;

interface Recorded {
  readonly leaf: Uint8Array;
  readonly disclosures: ReadonlyMap<string, string>;
  readonly erased: ErasedDigest[];
}

/** A small ledger as our own writer would record it. */
class SmallLedger {
  readonly recorded: Recorded[] = [];
  /** Sizes that fall on the end of a commit. */
  readonly boundaries: number[] = [];
  private readonly revisions = new Map<string, number>();

  constructor(commits: readonly (readonly Clearance[])[]) {
    const opening = ledgerOpened({
      origin: ORIGIN,
      nonce: new Uint8Array(16),
      logVkeys: [],
      exportVkeys: [],
      witnessVkeys: [],
    });
    this.commit([{ ...opening, data: opening.data as unknown as JsonObject }]); // as: ledger events are JSON
    for (const classes of commits) this.commit(classes.map((clr, i) => this.event(clr, i)));
  }

  hashes(): readonly Uint8Array[] {
    return this.recorded.map(({ leaf }) => leafHash(leaf));
  }

  /** Erases the disclosure of level 1 of an event, on record. */
  erase(targetIdx: number): void {
    const target = this.recorded[targetIdx];
    const [digest] = target?.disclosures.keys() ?? [];
    if (target === undefined || digest === undefined) return;
    const { id } = JSON.parse(new TextDecoder().decode(target.leaf)) as Leaf; // as: our own leaf
    target.erased.push({ by: this.recorded.length, d: digest });
    const data = { basis: 'x', digest, target: id, targetIdx };
    this.commit([{ type: 'ledger.DisclosureErased', stream: 'ledger/main', schema: 1, clr: 0, data }]);
  }

  private event(clr: Clearance, i: number) {
    const id = this.idOf(this.recorded.length + i);
    const data = { title: 't', remark: `r${String(clr)}`, measures: [{ text: 'a' }, { text: null }], person: '张三' };
    const sealed = sealData(
      data,
      CLASSES,
      (pointer) => leafHash(new TextEncoder().encode(`${id}${pointer}`)).slice(0, 16),
      ({ value, pointer }) =>
        sealEnvelope(value, { kid: KID, key: seed(9), salt: new Uint8Array(16) }, { log: ORIGIN, event: id, pointer }),
    );
    const disclosures = new Map(sealed.disclosures.map(({ digest, disclosure }) => [digest, disclosure]));
    return { type: 'issues.Noted', stream: `issue/i-${String(clr)}`, schema: 1, clr, data: sealed.data, disclosures };
  }

  private commit(
    events: readonly (Pick<Leaf, 'type' | 'stream' | 'schema' | 'clr' | 'data'> & {
      readonly disclosures?: ReadonlyMap<string, string>;
    })[],
  ): void {
    const seq = this.boundaries.length;
    events.forEach(({ disclosures = new Map<string, string>(), ...event }, pos) => {
      const idx = this.recorded.length;
      const rev = this.revisions.get(event.stream) ?? 0;
      this.revisions.set(event.stream, rev + 1);
      const leaf = encodeLeaf({
        ...event,
        actor: { id: 'acct-1', role: 'clerk' },
        commit: { cnt: events.length, id: this.idOf(1_000_000 + seq), pos, seq },
        format: LEAF_FORMAT,
        id: this.idOf(idx),
        idx,
        log: ORIGIN,
        rev,
        time: new Date(START + seq * 60_000).toISOString(),
      });
      this.recorded.push({ leaf, disclosures, erased: [] });
    });
    this.boundaries.push(this.recorded.length);
  }

  private idOf(n: number): string {
    return `019b0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  }
}

/** Signs, cosigns, proves and exports a ledger as the platform would: proofs come from tiles. */
class Exporter {
  readonly source: TileSource;
  readonly hashes: readonly Uint8Array[];

  constructor(private readonly ledger: SmallLedger) {
    this.hashes = ledger.hashes();
    const tiles = extendTiles(0, this.hashes, () => new Uint8Array());
    this.source = ({ level, index }) =>
      tiles.find((tile) => tile.level === level && tile.index === index)?.hashes ?? new Uint8Array();
  }

  note(size: number): string {
    const text = formatCheckpoint({ origin: ORIGIN, size, root: rootOf(this.hashes.slice(0, size)) });
    const time = START / 1000 + this.ledger.boundaries.indexOf(size) * 60 + 5;
    return formatNote({ text, signatures: [signNote(text, log), cosign(text, witness, time)] });
  }

  consistency(from: number, to: number) {
    const [fromRoot, toRoot] = [rootOf(this.hashes.slice(0, from)), rootOf(this.hashes.slice(0, to))];
    return { origin: ORIGIN, from, fromRoot, to, toRoot, path: consistencyPathFromTiles(from, to, this.source) };
  }

  inclusion(index: number, size: number) {
    const root = rootOf(this.hashes.slice(0, size));
    const hash = this.hashes[index] ?? new Uint8Array();
    return {
      origin: ORIGIN,
      index,
      size,
      leafHash: hash,
      root,
      path: inclusionPathFromTiles(index, size, this.source),
    };
  }

  bundle(
    plan: Pick<BundlePlan, 'kind' | 'clearance' | 'from'>,
    chosen: (idx: number) => boolean,
    history: readonly number[],
  ) {
    const to = this.hashes.length;
    const indices = [...this.hashes.keys()].filter((idx) => idx >= plan.from && chosen(idx));
    const sizes = [...history, to];
    const range = plan.kind === 'range';
    const pairs = sizes.slice(1).map((size, i) => [sizes[i] ?? 0, size] as const);
    const laid = layBundle({
      ...plan,
      origin: ORIGIN,
      created: '2026-01-06T00:00:00.000Z',
      frontier: range && plan.from > 0 ? frontierFromTiles(plan.from, this.source).nodes : [],
      checkpoint: this.note(to),
      history: history.map((size) => this.note(size)),
      consistency: pairs
        .filter(([from]) => !range || from < plan.from)
        .map(([from, size]) => this.consistency(from, size)),
      entries: indices.flatMap((idx) => {
        const recorded = this.ledger.recorded[idx];
        return recorded ? [entryFor(recorded, plan.clearance)] : [];
      }),
      proofs: range ? [] : indices.map((idx) => this.inclusion(idx, to)),
      receipts: indices.slice(0, 1).map((idx) => ({
        index: idx,
        path: this.inclusion(idx, to).path,
        checkpoint: this.note(to),
        ...(plan.clearance === 3 && { extra: this.ledger.recorded[idx]?.leaf ?? new Uint8Array() }),
      })),
      ...(plan.clearance === 3 && { keys: new Map([[KID, seed(9)]]) }),
      vkeys: [],
      schemas: [
        { type: 'issues.Noted', version: 1, bytes: new TextEncoder().encode('{"required":["title","remark"]}') },
      ],
    });
    return signBundle(laid, signNote(laid.noteText, exporter));
  }

  verify(files: BundleFiles, clearance: Clearance) {
    const now = START / 1000 + this.ledger.boundaries.length * 60;
    return verifyBundle(files, { policy, exportKey: exporter.key, now, clearance });
  }
}

const clearance = fc.constantFrom<Clearance>(0, 1, 2, 3);
const ledgers = fc.array(fc.array(clearance, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 9 });

describe('whatever we export is accepted (ledger-format §11, §12)', () => {
  it('a range, for any reader, from any checkpoint, with an erasure on record', () => {
    fc.assert(
      fc.property(ledgers, clearance, fc.nat(), fc.nat(), (commits, reader, start, target) => {
        const ledger = new SmallLedger(commits);
        ledger.erase(target % ledger.recorded.length);
        const { boundaries } = ledger;
        const from = [0, ...boundaries.slice(0, -1)][start % boundaries.length] ?? 0;
        // The erasing event must be there; it is the last one, and `from` is below it.
        const files = new Exporter(ledger).bundle(
          { kind: 'range', clearance: reader, from },
          () => true,
          boundaries.slice(0, -1),
        );
        const { findings, subject } = new Exporter(ledger).verify(files, reader);
        expect(findings.map(formatFinding)).toEqual([]);
        expect(subject).toMatchObject({ from, to: ledger.recorded.length, entries: ledger.recorded.length - from });
      }),
      { numRuns: 25 },
    );
  });

  it('an extract, for any reader, of any events', () => {
    fc.assert(
      fc.property(ledgers, clearance, fc.nat(2 ** 30), (commits, reader, chosen) => {
        const ledger = new SmallLedger(commits);
        const exported = new Exporter(ledger);
        const files = exported.bundle(
          { kind: 'extract', clearance: reader, from: 0 },
          (idx) => idx === 0 || ((chosen >> (idx % 30)) & 1) === 1,
          ledger.boundaries.slice(0, -1),
        );
        expect(exported.verify(files, reader).findings.map(formatFinding)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('with nothing above the clearance of its reader in it', () => {
    const ledger = new SmallLedger([[0, 1, 2, 3]]);
    for (const reader of [0, 1, 2, 3] as const) {
      const files = new Exporter(ledger).bundle({ kind: 'range', clearance: reader, from: 0 }, () => true, []);
      const text = new TextDecoder().decode(files.get(BUNDLE_PATHS.entries));
      const entries = text
        .split('\n')
        .slice(0, -1)
        .map((line) => parseEntry(new TextEncoder().encode(line)));
      const disclosed = Math.min(reader, 1) + (reader >= 2 ? 2 : 0) + (reader >= 3 ? 1 : 0);
      expect(entries.map((entry) => (isVisible(entry) ? entry.sd.length : 'hash'))).toEqual([
        0,
        ...[0, 1, 2, 3].map((clr) => (clr <= reader ? disclosed : 'hash')),
      ]);
      const { counts } = parseManifest(files.get(BUNDLE_PATHS.manifest) ?? new Uint8Array());
      const visible = reader + 1;
      expect(counts).toEqual({
        disclosures: visible * disclosed,
        entries: 5,
        hashOnly: 3 - reader,
        withheld: visible * (4 - disclosed),
      });
    }
  });

  it('with receipts that stand alone', () => {
    const ledger = new SmallLedger([[0, 1], [2]]);
    const files = new Exporter(ledger).bundle({ kind: 'range', clearance: 3, from: 0 }, () => true, []);
    const receipt = files.get(receiptPath(0)) ?? new Uint8Array();
    const now = START / 1000 + 600;
    expect(verifyReceipt(receipt, { policy, now })).toMatchObject({
      problems: [],
      index: 0,
      size: 4,
      leaf: ledger.recorded[0]?.leaf,
    });
    expect(
      verifyReceipt(receipt, { policy, now, leaf: ledger.recorded[0]?.leaf ?? new Uint8Array() }).problems,
    ).toEqual([]);
    expect(
      verifyReceipt(receipt, { policy, now, leaf: ledger.recorded[1]?.leaf ?? new Uint8Array() }).problems,
    ).toEqual(['E_RECEIPT']);
    expect(verifyReceipt(new Uint8Array(), { policy, now }).problems).toEqual(['E_RECEIPT']);
    const other = { ...policy, logs: [{ ...log.key, publicKey: exporter.key.publicKey }] };
    expect(verifyReceipt(receipt, { policy: other, now }).problems).toEqual(['E_SIG_UNKNOWN_KEY']);
    expect(parseReceipt(receipt).path).toHaveLength(2);
  });

  it('and is not laid out without the checkpoint that a range starts from', () => {
    const ledger = new SmallLedger([[0], [0]]);
    expect(() => new Exporter(ledger).bundle({ kind: 'range', clearance: 3, from: 2 }, () => true, [])).toThrow(
      expect.objectContaining({ code: 'E_BUNDLE_LAYOUT' }),
    );
  });
});
