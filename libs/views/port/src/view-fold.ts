import { lateDateOf, type Clearance, type JsonObject, type JsonValue, type LedgerId } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { higher, splitClassification, type Classified } from './classification.js';
import {
  mapSealed,
  readDisclosure,
  sealedJson,
  splitSealed,
  type SealedFields,
  type SealedPlace,
} from './sealed-values.js';
import type { ProjectedEvent, Projection, SealedValue, ViewDefinition } from './view.js';
import type { StoredDocument } from './view-storage.js';

/** Recorded when a disclosure was erased (ledger-format §7); every view obeys it. */
export const DISCLOSURE_ERASED = 'ledger.DisclosureErased';

/** A document while a batch is folded. */
export interface FoldedDocument {
  readonly key: string;
  /** Index of the last event applied. */
  idx: number;
  now: Classified | null;
  /** State at the index the counters had reached: what they count so far. */
  counted: Classified | null;
  /** It must be written: an event was applied, and there is or was something to keep. */
  dirty: boolean;
  /** Something that it held was erased in this run. */
  erased: boolean;
}

/** An event ready to be projected, with the keys it touches. */
export interface Step {
  readonly event: ProjectedEvent;
  readonly clr: Clearance;
  readonly projection: Projection<JsonObject> | undefined;
  readonly keys: readonly string[];
  /** Digests of its sealed fields whose disclosures were erased before this run. */
  readonly gone: readonly string[];
  /** Digest that the event says was erased. */
  readonly erased?: string;
}

/** Prepares a batch: names sealed fields, finds keys. Stops before the first event whose declaration throws. */
export async function prepareSteps(
  definition: ViewDefinition,
  ledger: LedgerId,
  events: readonly RecordedEvent[],
  sealed: SealedFields,
): Promise<{ readonly steps: readonly Step[]; readonly failure?: unknown }> {
  const split = events.map(({ data }) => splitSealed(data));
  const digests = split.flatMap(({ places }) => places.map(({ digest }) => digest));
  const disclosures = digests.length === 0 ? new Map<string, string>() : await sealed.disclosures(ledger, digests);
  const steps: Step[] = [];
  try {
    for (const [i, event] of events.entries()) {
      const { open, places } = split[i] ?? splitSealed(event.data);
      const gone = places.flatMap(({ digest }) => (disclosures.has(digest) ? [] : [digest]));
      steps.push(stepOf(definition, projected(event, open, places, disclosures), event.clr, gone));
    }
  } catch (failure) {
    return { steps, failure };
  }
  return { steps };
}

function stepOf(definition: ViewDefinition, event: ProjectedEvent, clr: Clearance, gone: readonly string[]): Step {
  const projection = Object.hasOwn(definition.on, event.type) ? definition.on[event.type] : undefined;
  const keys = projection === undefined ? [] : [...new Set(projection.keys(event))];
  const digest = event.type === DISCLOSURE_ERASED ? event.data['digest'] : undefined;
  return { event, clr, projection, keys, gone, ...(typeof digest === 'string' ? { erased: digest } : {}) };
}

function projected(
  { ledger, type, schema, stream, id, idx, rev, time, actor }: RecordedEvent,
  data: JsonObject,
  places: readonly SealedPlace[],
  disclosures: ReadonlyMap<string, string>,
): ProjectedEvent {
  const sealed: Record<string, SealedValue> = {};
  for (const { at, digest, level } of places) {
    const disclosure = disclosures.get(digest);
    if (disclosure !== undefined)
      sealed[`${at}${readDisclosure(disclosure).name}`] = { $sealed: { digest, level, idx } };
  }
  const effectiveOn = lateDateOf(data);
  const meta = { id, idx, rev, time, actor, ...(effectiveOn !== undefined && { effectiveOn }) };
  return { ledger, type, schema, stream, data, sealed, meta };
}

/** Documents of a batch, loaded, then folded event by event. */
export class ViewFold {
  readonly #documents = new Map<string, FoldedDocument>();
  /** Documents that a sealed value would be in, had its disclosure not been erased before this run. */
  readonly #without = new Map<string, Set<FoldedDocument>>();

  /** @param countersAt index the ledger's counters have reached; -1 = none. */
  constructor(
    stored: ReadonlyMap<string, StoredDocument>,
    private readonly countersAt: number,
  ) {
    for (const [key, { idx, doc }] of stored) {
      const now = doc === null ? null : splitClassification(doc);
      this.#documents.set(key, { key, idx, now, counted: now, dirty: false, erased: false });
    }
  }

  /** Applies one event to all documents it touches, or, when a projection throws, to none. */
  apply({ event, clr, projection, keys, gone, erased }: Step): void {
    const { idx } = event.meta;
    const results: { readonly target: FoldedDocument; readonly now: Classified | null }[] = [];
    for (const key of keys) {
      const target = this.#document(key);
      if (idx <= target.idx) continue;
      const doc = projection?.project(target.now?.doc ?? null, event, key) ?? null;
      // A document that was gone begins anew: nothing of what it was can be in it.
      results.push({ target, now: doc && { doc, clr: higher(target.now?.clr ?? 0, clr) } });
    }
    for (const { target, now } of results) this.#advance(target, idx, now);
    for (const digest of gone) this.#lack(digest, keys);
    if (erased !== undefined) this.#erase(erased, idx);
  }

  /** Documents to write. */
  dirty(): readonly FoldedDocument[] {
    return [...this.#documents.values()].filter(({ dirty }) => dirty);
  }

  #document(key: string): FoldedDocument {
    let found = this.#documents.get(key);
    if (found === undefined) {
      found = { key, idx: -1, now: null, counted: null, dirty: false, erased: false };
      this.#documents.set(key, found);
    }
    return found;
  }

  #advance(target: FoldedDocument, idx: number, now: Classified | null): void {
    // Nothing stored and nothing made: no tombstone is needed, since no runner can have made anything either.
    const nothing = now === null && target.idx === -1;
    if (nothing) return;
    target.now = now;
    target.idx = idx;
    target.dirty = true;
    if (idx <= this.countersAt) target.counted = now;
  }

  #lack(digest: string, keys: readonly string[]): void {
    const lacking = this.#without.get(digest) ?? new Set();
    this.#without.set(digest, lacking);
    for (const key of keys) lacking.add(this.#document(key));
  }

  /**
   * An erasure is an event to every document that holds the value: its mark makes searching and opening forget the value
   * whatever the order in which disclosure and event go, and the new index keeps late runners from bringing terms back.
   * So it is to those that lack the value only because it is gone already: a rival that still had it may store them
   * between our look and our write, and must lose.
   */
  #erase(digest: string, idx: number): void {
    const lacking = this.#without.get(digest);
    for (const target of this.#documents.values()) {
      if (target.now === null || idx < target.idx) continue;
      const doc = mapSealed(target.now.doc, (place) => eraseIf(place, digest));
      if (doc === target.now.doc && lacking?.has(target) !== true) continue;
      this.#advance(target, idx, { doc, clr: target.now.clr });
      target.erased = true;
    }
  }
}

function eraseIf(place: SealedValue, digest: string): JsonValue {
  const { $sealed } = place;
  if ($sealed.digest !== digest || $sealed.erased === true) return sealedJson(place);
  return { $sealed: { ...$sealed, erased: true } };
}
