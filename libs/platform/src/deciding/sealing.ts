import type {
  Clock,
  CommitId,
  DecidedEvent,
  Entropy,
  EventDefinition,
  FieldTree,
  JsonObject,
  JsonValue,
  LedgerId,
  StreamId,
} from '@taizhang/kernel';
import { eventId, type ProposedDisclosure, type ProposedEvent } from '@taizhang/event-store-port';
import type { KeyStore, SubjectKey } from '@taizhang/keys-port';
import {
  DISCLOSURE_SALT_BYTES,
  ENVELOPE_SALT_BYTES,
  isJsonObject,
  sealData,
  sealEnvelope,
  type FieldClass,
  type FieldClasses,
} from '@taizhang/ledger';

/** Clearance that reads why an act was recorded late: internal (内部). */
export const LATE_REASON_LEVEL = 1;

/** Members that the platform puts into every event beside those of its schema (design §5). */
const RESERVED_CLASSES: FieldClasses = {
  reliedOn: { kind: 'open' },
  late: {
    kind: 'object',
    fields: { effectiveOn: { kind: 'open' }, reason: { kind: 'redactable', level: LATE_REASON_LEVEL } },
  },
};

/** An event with the stream it goes to. */
export interface PlacedEvent {
  readonly stream: StreamId;
  readonly event: DecidedEvent;
}

/** What a commit is sealed with: fresh bytes, or with the manual clock bytes derived from the place (design §3). */
export interface SealingPlace {
  readonly entropy: Entropy;
  readonly ledger: LedgerId;
  readonly log: string;
  readonly commit: CommitId;
  readonly clock: Pick<Clock, 'now'>;
  readonly keys: Pick<KeyStore, 'subjectKey'>;
  readonly definitionOf: (type: string) => EventDefinition | undefined;
}

/** Events ready to be appended, and the values to be kept beside them. */
export interface SealedEvents {
  readonly events: readonly ProposedEvent[];
  readonly disclosures: readonly ProposedDisclosure[];
}

/** The classes of an event's fields as sealing takes them: personal fields are salted disclosures of envelopes. */
export function classesOf(tree: FieldTree): FieldClasses {
  return Object.fromEntries(Object.entries(tree).map(([name, field]) => [name, classOf(field)]));
}

function classOf(field: FieldTree[string]): FieldClass {
  switch (field.kind) {
    case 'object':
      return { kind: 'object', fields: classesOf(field.fields) };
    case 'array':
      return { kind: 'array', items: classesOf(field.items) };
    case 'personal':
      return { kind: 'personal+redactable', level: field.level, subject: field.subject };
    case 'redactable':
    case 'open':
      return field;
  }
}

const known = new WeakMap<EventDefinition, FieldClasses>();

function allClassesOf(definition: EventDefinition): FieldClasses {
  const found = known.get(definition);
  if (found !== undefined) return found;
  const classes = { ...classesOf(definition.fields), ...RESERVED_CLASSES };
  known.set(definition, classes);
  return classes;
}

/**
 * Seals the events of one command, also when they are decided again after a lost race: events keep their ids, and what was
 * decided alike keeps its seal (design §5).
 */
export class CommitSealing {
  readonly #ids: string[] = [];
  readonly #sealed = new Map<string, SealedEvents>();

  constructor(private readonly place: SealingPlace) {}

  async seal(placed: readonly PlacedEvent[], reserved: JsonObject): Promise<SealedEvents> {
    const all: SealedEvents[] = [];
    for (const [pos, one] of placed.entries()) all.push(await this.#sealOnce(pos, one, reserved));
    return {
      events: all.flatMap(({ events }) => events),
      disclosures: all.flatMap(({ disclosures }) => disclosures),
    };
  }

  async #sealOnce(pos: number, { stream, event }: PlacedEvent, reserved: JsonObject): Promise<SealedEvents> {
    const data = withoutUndefined({ ...event.data, ...reserved });
    const decided = JSON.stringify([pos, stream, event.type, event.schema, data]);
    const earlier = this.#sealed.get(decided);
    if (earlier !== undefined) return earlier;
    const sealed = await this.#seal(pos, { stream, event: { ...event, data } });
    this.#sealed.set(decided, sealed);
    return sealed;
  }

  async #seal(pos: number, { stream, event }: PlacedEvent): Promise<SealedEvents> {
    const { entropy, log, commit, clock, definitionOf } = this.place;
    const definition = definitionOf(event.type);
    if (definition === undefined) throw new TypeError(`event type ${event.type} is in no catalogue of this host`);
    const id = (this.#ids[pos] ??= eventId({ log, commit, pos }, clock.now(), entropy));
    const keys = await this.#subjectKeys(definition.fields, stream, event.data);
    const kids = new Map<string, string>();
    const drawn = (length: number, purpose: string) => entropy.bytes(length, { log, commit, purpose });
    const at = String(pos);
    const { data, disclosures } = sealData(
      event.data,
      allClassesOf(definition),
      (pointer) => drawn(DISCLOSURE_SALT_BYTES, `salt/${at}${pointer}`),
      ({ value, subject, unique, pointer }) => {
        const key = keys.get(this.#subject(stream, subject, unique));
        if (key === undefined) throw new TypeError(`no subject key for ${pointer}`);
        kids.set(pointer, key.kid);
        const salt = drawn(ENVELOPE_SALT_BYTES, `envelope/${at}${pointer}`);
        return sealEnvelope(value, { ...key, salt }, { log, event: id, pointer });
      },
    );
    const kept = disclosures.map(({ digest, disclosure, path }): ProposedDisclosure => {
      const kid = kids.get(path);
      return { digest, disclosure, ...(kid !== undefined && { personal: { event: id, pointer: path, kid } }) };
    });
    return {
      events: [{ id, stream, type: event.type, schema: event.schema, clr: event.clr, data }],
      disclosures: kept,
    };
  }

  async #subjectKeys(tree: FieldTree, stream: StreamId, data: JsonObject): Promise<ReadonlyMap<string, SubjectKey>> {
    const keys = new Map<string, SubjectKey>();
    for (const { value, unique } of subjectsIn(tree, data)) {
      const subject = this.#subject(stream, value, unique);
      if (!keys.has(subject)) keys.set(subject, await this.place.keys.subjectKey(this.place.ledger, subject));
    }
    return keys;
  }

  /** Whom a value is about: a person by id; anybody else by a name that is unique with the stream. */
  #subject(stream: StreamId, value: JsonValue | undefined, unique: 'deployment' | 'stream'): string {
    if (typeof value !== 'string') throw new TypeError('the subject of a personal field is not named');
    return unique === 'deployment' ? value : subjectWithin(this.place.ledger, stream, value);
  }
}

/** Subject of personal data of somebody who is no person of the deployment: known by a name within one stream. */
export function subjectWithin(ledger: LedgerId, stream: StreamId, name: string): string {
  return `${ledger}/${stream}#${name}`;
}

function* subjectsIn(
  tree: FieldTree,
  data: JsonObject,
): Generator<{ readonly value: JsonValue | undefined; readonly unique: 'deployment' | 'stream' }> {
  for (const [name, node] of Object.entries(tree)) {
    const value = data[name] ?? null;
    if (value === null) continue;
    if (node.kind === 'personal') yield { value: data[node.subject.field], unique: node.subject.unique };
    else if (node.kind === 'object' && isJsonObject(value)) yield* subjectsIn(node.fields, value);
    else if (node.kind === 'array' && Array.isArray(value))
      for (const item of value as readonly JsonValue[] /* isArray loses the items' type */)
        if (isJsonObject(item)) yield* subjectsIn(node.items, item);
  }
}

/** An optional field that a decider left `undefined` is absent, as JSON has it. */
function withoutUndefined(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
