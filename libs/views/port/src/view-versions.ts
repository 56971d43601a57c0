import type { Instant, JsonObject, LedgerId } from '@taizhang/kernel';
import type { ViewDefinition } from './view.js';
import {
  consumerOf,
  sameVersion,
  shapeOf,
  versionLabel,
  ViewVersionError,
  type RegisteredVersion,
  type ViewRegistry,
  type ViewShape,
  type ViewStorage,
  type ViewVersionId,
} from './view-storage.js';

/** Marks of consumers, as the `FollowerState` of `messaging/port` keeps them (by structure). */
export interface ViewMarks {
  mark(consumer: string, ledger: LedgerId): Promise<{ readonly idx: number } | undefined>;
  marks(consumer: string): AsyncIterable<{ readonly ledger: LedgerId; readonly mark: { readonly idx: number } }>;
  forgetMarks(consumer: string): Promise<void>;
}

/** What the copies of views are looked after with. */
export interface ViewVersionsOptions {
  readonly storage: ViewStorage;
  readonly marks: ViewMarks;
  /** Recorded with a switch. */
  readonly now: () => Instant;
}

/**
 * The copies of each view: building a new one beside the one that is read, switching when it has caught up, giving up.
 *
 * A copy is a consumer of its own that starts from the first event of every ledger. Readers stay on the active copy until
 * the new one has, for every ledger, at least the mark of the active one; the switch is one write. Handlers do nothing but
 * write into their own copy, so building one has no effect that anyone could see before the switch, and giving it up
 * leaves nothing. The host asks {@link open} at its start, feeds each copy it gets, and calls
 * {@link activateIfCaughtUp} now and then for those that are not active, and {@link dropSuperseded} after a switch.
 */
export class ViewVersions {
  constructor(private readonly options: ViewVersionsOptions) {}

  /**
   * The copies that a host with this definition feeds; makes the first one of a new version. A view's very first copy is
   * active at once. A definition older than what is active (an old process in a rolling upgrade) builds nothing: it
   * goes on feeding what it has. To go back for good, {@link rebuild} with the old definition.
   */
  async open<Doc extends JsonObject>(definition: ViewDefinition<Doc>): Promise<readonly ViewShape[]> {
    const registry = await this.options.storage.registry(definition.name);
    const kept = ofVersion(registry, definition.version).filter(({ dropped }) => !dropped);
    const outdated = registry.active !== undefined && registry.active.version > definition.version;
    const current = kept.some(({ shape }) => !isSuperseded(registry, shape));
    const shapes = kept.map(({ shape }) => shapeOf(definition, shape.generation));
    for (const shape of shapes) await this.#prepare(shape);
    return current || outdated ? shapes : [...shapes, await this.rebuild(definition)];
  }

  /** Makes one more copy of this version, empty, beside what there is: what can no longer be produced is not in it. */
  async rebuild<Doc extends JsonObject>(definition: ViewDefinition<Doc>): Promise<ViewShape> {
    const taken = ofVersion(await this.options.storage.registry(definition.name), definition.version);
    const generation = Math.max(-1, ...taken.map(({ shape }) => shape.generation)) + 1;
    const shape = shapeOf(definition, generation);
    await this.#prepare(shape);
    return shape;
  }

  /**
   * A copy that is new in this store must begin at zero, even where marks of an earlier life of its name survived in
   * another file (the store was deleted to have it rebuilt). Forgetting comes before `prepared`, so a crash repeats it;
   * a rival that feeds already is set back, which costs time, never an effect.
   */
  async #prepare(shape: ViewShape): Promise<void> {
    const { storage, marks, now } = this.options;
    await storage.ensure(shape);
    const { versions, active } = await storage.registry(shape.name);
    if (versions.find((version) => sameVersion(version.shape, shape))?.prepared !== true) {
      await marks.forgetMarks(consumerOf(shape.name, shape));
      await storage.markPrepared(shape.name, shape);
    }
    if (active === undefined) await storage.activate(shape.name, shape, undefined, now());
  }

  /** Ledgers in which a copy has not yet what the active one has. */
  async behind(shape: ViewShape): Promise<number> {
    const { active } = await this.options.storage.registry(shape.name);
    return active === undefined ? 0 : this.#behind(shape, active);
  }

  async #behind(shape: ViewShape, active: ViewVersionId): Promise<number> {
    if (sameVersion(shape, active)) return 0;
    const own = new Map<LedgerId, number>();
    // The active one's marks are read first: they only grow, and whatever the copy reaches meanwhile counts for it.
    const wanted = new Map<LedgerId, number>();
    for await (const { ledger, mark } of this.options.marks.marks(consumerOf(shape.name, active)))
      wanted.set(ledger, mark.idx);
    for await (const { ledger, mark } of this.options.marks.marks(consumerOf(shape.name, shape)))
      own.set(ledger, mark.idx);
    return [...wanted].filter(([ledger, idx]) => (own.get(ledger) ?? -1) < idx).length;
  }

  /**
   * Switches readers to a copy that has caught up with the active one; one that was read before, or is older than the
   * active one, only by {@link activate}.
   * @returns whether it is active now.
   */
  async activateIfCaughtUp(shape: ViewShape): Promise<boolean> {
    const registry = await this.options.storage.registry(shape.name);
    const { active } = registry;
    if (active !== undefined && sameVersion(active, shape)) return true;
    if (isSuperseded(registry, shape) || (active !== undefined && active.version > shape.version)) return false;
    return this.activate(shape);
  }

  /** Like {@link activateIfCaughtUp}, for an operator: also back to an older version. */
  async activate(shape: ViewShape): Promise<boolean> {
    const { versions, active } = await this.options.storage.registry(shape.name);
    if (versions.find((version) => sameVersion(version.shape, shape))?.dropped !== false) {
      throw new ViewVersionError(`${shape.name} ${versionLabel(shape)} is not there to be activated`);
    }
    if (active !== undefined && (await this.#behind(shape, active)) > 0) return false;
    return this.options.storage.activate(shape.name, shape, active, this.options.now());
  }

  /** Gives up a copy that is not read: its tables and marks go, readers notice nothing. @throws {@link ViewVersionError} when it is active. */
  async abort(shape: ViewShape): Promise<void> {
    await this.options.storage.drop(shape.name, shape);
    await this.options.marks.forgetMarks(consumerOf(shape.name, shape));
  }

  /**
   * After a switch: drops the copies that were read before, but for the last of them, to which an operator may go back and
   * which processes of before a rolling upgrade still feed.
   * @param fed copies that this process feeds, which stay too
   * @returns what was dropped
   */
  async dropSuperseded(name: string, fed: readonly ViewVersionId[]): Promise<readonly ViewShape[]> {
    const registry = await this.options.storage.registry(name);
    const previous = registry.superseded.slice(-1);
    const old = registry.versions.filter(
      ({ shape, dropped }) =>
        !dropped && isSuperseded(registry, shape) && ![...previous, ...fed].some((kept) => sameVersion(kept, shape)),
    );
    for (const { shape } of old) await this.abort(shape);
    return old.map(({ shape }) => shape);
  }
}

function ofVersion({ versions }: ViewRegistry, version: number): readonly RegisteredVersion[] {
  return versions.filter(({ shape }) => shape.version === version);
}

function isSuperseded({ superseded, active }: ViewRegistry, shape: ViewShape): boolean {
  return superseded.some((old) => sameVersion(old, shape)) && !(active !== undefined && sameVersion(active, shape));
}
