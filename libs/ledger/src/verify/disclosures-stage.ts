import { isVisible, type VisibleEntry } from '../bundle/entry-line.js';
import { disclosureDigest, parseDisclosure } from '../disclosure.js';
import type { JsonObject } from '../json.js';
import { holdsMember } from '../json.js';
import type { DisclosureErasedData } from '../ledger-events.js';
import { openData, sealedDigests, type SealedDigest } from '../open-data.js';
import type { ReadEntries, VerifyContext, VisibleLeaf } from './verify-context.js';

/** RFC 9901's `{"...": digest}` in arrays, which this profile does not have (ledger-format §8). */
const ARRAY_DIGEST = ['...'];
/** So many disclosures more than a leaf has digests are looked at; the rest cannot be of it. */
const MAX_SURPLUS_DISCLOSURES = 100;

/** A leaf with what was disclosed of it put back. */
export interface OpenedLeaf extends VisibleLeaf {
  readonly data: JsonObject;
  /** Digests whose value is not there, by the pointer of their object: members may be absent there. */
  readonly absent: readonly SealedDigest[];
}

/**
 * Stage 5 (ledger-format §12): the reader got every disclosure up to its clearance and none above, unless erased on record, and the
 * exporter counted right.
 */
export function checkDisclosures(
  context: VerifyContext,
  { entries, lines }: ReadEntries,
  leaves: readonly VisibleLeaf[],
): readonly OpenedLeaf[] {
  const { findings, clearance, manifest } = context;
  const erasures = new Map(leaves.flatMap(erasureOf));
  let [withheld, disclosures, hashOnly] = [0, 0, 0];
  const opened = leaves.map((visible) => {
    const leaf = openLeaf(context, visible, erasures);
    withheld += leaf.absent.length;
    return leaf;
  });
  for (const entry of entries) {
    if (isVisible(entry)) disclosures += entry.sd.length;
    else {
      hashOnly++;
      if (entry.clr <= clearance) findings.add('E_OVER_REDACTED', { idx: entry.idx, clr: entry.clr });
    }
  }
  const counted = { disclosures, entries: lines, hashOnly, withheld };
  for (const name of ['disclosures', 'entries', 'hashOnly', 'withheld'] as const) {
    if (counted[name] !== manifest.counts[name])
      findings.add('E_REDACTION_COUNT', { of: name, states: manifest.counts[name], counted: counted[name] });
  }
  return opened;
}

type Erasure = readonly [by: number, data: DisclosureErasedData];

function erasureOf({ entry, leaf }: VisibleLeaf): Erasure[] {
  if (leaf.type !== 'ledger.DisclosureErased') return [];
  return [[entry.idx, leaf.data as DisclosureErasedData]]; // as: stage 4 has judged the data, and this only compares
}

function openLeaf(
  context: VerifyContext,
  visible: VisibleLeaf,
  erasures: ReadonlyMap<number, DisclosureErasedData>,
): OpenedLeaf {
  const { findings, clearance } = context;
  const { entry, leaf } = visible;
  const { idx } = entry;
  if (leaf.clr > clearance) findings.add('E_OVER_DISCLOSED', { idx, clr: leaf.clr });
  const digests = findings.attempt(() => digestsOf(leaf.data), 'E_SD_FORMAT', { idx });
  if (digests === undefined) return { ...visible, data: leaf.data, absent: [] };
  const disclosed = disclosedOf(context, entry, digests);
  const erased = provenErasures(context, visible, digests, erasures);
  const absent = [...digests.values()].filter(({ digest }) => !disclosed.has(digest));
  for (const { digest, level } of absent) {
    if (level <= clearance && !erased.has(digest)) findings.add('E_DISCLOSURE_WITHHELD', { idx, digest, level });
  }
  const opened = findings.attempt(() => openData(leaf.data, readable(disclosed), 3), 'E_DISCLOSURE_FORMAT', { idx });
  return { ...visible, data: opened?.data ?? leaf.data, absent };
}

/** The digests of a leaf, each there once and nowhere else than in an `_sd`. */
function digestsOf(data: JsonObject): ReadonlyMap<string, SealedDigest> {
  const digests = sealedDigests(data);
  const byDigest = new Map(digests.map((sealed) => [sealed.digest, sealed]));
  if (byDigest.size !== digests.length || holdsMember(data, ARRAY_DIGEST)) throw new SyntaxError('a misplaced digest');
  return byDigest;
}

/** Disclosure strings by digest, those that belong to this leaf. */
function disclosedOf(
  { findings, clearance }: VerifyContext,
  { idx, sd }: VisibleEntry,
  digests: ReadonlyMap<string, SealedDigest>,
): ReadonlyMap<string, string> {
  const disclosed = new Map<string, string>();
  const most = digests.size + MAX_SURPLUS_DISCLOSURES;
  if (sd.length > most) findings.add('E_DISCLOSURE_UNKNOWN', { idx, more: sd.length - most });
  for (const disclosure of sd.slice(0, most)) {
    findings.attempt(() => parseDisclosure(disclosure), 'E_DISCLOSURE_FORMAT', { idx });
    const digest = disclosureDigest(disclosure);
    const sealed = digests.get(digest);
    if (sealed === undefined) findings.add('E_DISCLOSURE_UNKNOWN', { idx, digest });
    else if (disclosed.has(digest)) findings.add('E_DISCLOSURE_DUPLICATE', { idx, digest });
    else if (sealed.level > clearance) findings.add('E_OVER_DISCLOSED', { idx, digest, level: sealed.level });
    if (sealed !== undefined) disclosed.set(digest, disclosure);
  }
  return disclosed;
}

/** What cannot be read has been reported, and would stop the rest from being put back. */
function readable(disclosed: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...disclosed].filter(([, disclosure]) => {
      try {
        parseDisclosure(disclosure);
        return true;
      } catch {
        return false;
      }
    }),
  );
}

function provenErasures(
  { findings }: VerifyContext,
  { entry, leaf }: VisibleLeaf,
  digests: ReadonlyMap<string, SealedDigest>,
  erasures: ReadonlyMap<number, DisclosureErasedData>,
): ReadonlySet<string> {
  const proven = new Set<string>();
  for (const { by, d } of entry.erased) {
    const { digest, target, targetIdx } = erasures.get(by) ?? {};
    if (digest === d && target === leaf.id && targetIdx === entry.idx && digests.has(d)) proven.add(d);
    else findings.add('E_ERASURE_UNPROVEN', { idx: entry.idx, by, digest: d });
  }
  return proven;
}
