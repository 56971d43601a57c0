import type { Clearance, EventDefinition, JsonObject, JsonValue, LedgerId } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { openDocuments, readDisclosure, splitSealed, type SealedFields, type SealedPlace } from '@taizhang/views-port';

/** An event as one reader may see it. */
export interface OpenedEvent {
  readonly event: RecordedEvent;
  /** Open fields and opened values; those withheld or erased are `null`. */
  readonly data: JsonObject;
  /** Paths that are `null` because the reader's clearance is too low. */
  readonly withheld: readonly string[];
  /** Paths that are `null` because the value was erased. */
  readonly erased: readonly string[];
  /** Highest classification of what is shown: of the event, and of the sealed values opened. */
  readonly shown: Clearance;
}

/** What opening events needs of its host. */
export interface EventOpening {
  readonly sealed: SealedFields;
  readonly definitionOf: (type: string) => EventDefinition | undefined;
}

/** Puts the values of sealed fields into events of one ledger as they are put into documents, by clearance. */
export async function openEvents(
  events: readonly RecordedEvent[],
  { sealed, definitionOf }: EventOpening,
  clearance: Clearance,
): Promise<readonly OpenedEvent[]> {
  const [first] = events;
  if (first === undefined) return [];
  const split = events.map((event) => ({ event, ...splitSealed(event.data) }));
  const digests = split.flatMap(({ places }) => places.map(({ digest }) => digest));
  const known = digests.length === 0 ? new Map<string, string>() : await sealed.disclosures(first.ledger, digests);
  const documents = split.map(({ event, open, places }) => documentOf(event, open, places, known));
  const opened = await openDocuments(documents, sealed, clearance);
  return split.flatMap(({ event, places }, i) => {
    const document = opened[i];
    if (document === undefined) return [];
    const { doc, withheld, erased, shown } = document;
    const gone = places.filter(({ digest }) => !known.has(digest));
    return [
      { event, data: doc, withheld, erased: [...erased, ...namesOf(gone, doc, definitionOf(event.type))], shown },
    ];
  });
}

interface Document {
  readonly ledger: LedgerId;
  readonly key: string;
  readonly idx: number;
  readonly doc: JsonObject;
  readonly clr: Clearance;
}

/** An event's data with the places of its sealed values where they stood before they were sealed. */
function documentOf(
  { ledger, id, idx, clr }: RecordedEvent,
  open: JsonObject,
  places: readonly SealedPlace[],
  known: ReadonlyMap<string, string>,
): Document {
  let doc = open;
  for (const { at, digest, level } of places) {
    const disclosure = known.get(digest);
    if (disclosure === undefined) continue;
    const path = `${at}${readDisclosure(disclosure).name}`.split('.');
    doc = withValue(doc, path, { $sealed: { digest, level, idx } }) as JsonObject; // an object stays one
  }
  return { ledger, key: id, idx, doc, clr };
}

/** A copy with one more value at a path whose objects and arrays are there. */
function withValue(value: JsonValue | undefined, [name = '', ...below]: readonly string[], put: JsonValue): JsonValue {
  const inner = (member: JsonValue | undefined) => (below.length === 0 ? put : withValue(member, below, put));
  if (Array.isArray(value)) return value.map((item: JsonValue, i) => (String(i) === name ? inner(item) : item));
  const object = typeof value === 'object' && value !== null ? (value as JsonObject) : {}; // no array, as asked above
  return { ...object, [name]: inner(Object.hasOwn(object, name) ? object[name] : undefined) };
}

/** Erased before now, a value has lost its name as well: those that the declaration seals and that are not there. */
function namesOf(gone: readonly SealedPlace[], doc: JsonObject, definition: EventDefinition | undefined): string[] {
  const deeper = [...new Set(gone.filter(({ at }) => at !== '').map(({ at }) => `${at}*`))];
  if (deeper.length === gone.length && gone.length > 0) return deeper;
  const missing = gone.length === 0 ? [] : Object.entries(definition?.fields ?? {});
  const names = missing
    .filter(([name, { kind }]) => (kind === 'redactable' || kind === 'personal') && !Object.hasOwn(doc, name))
    .map(([name]) => name);
  return [...names, ...deeper];
}
