import type { mongo } from 'mongoose';
import type { Instant } from '@taizhang/kernel';
import {
  sameVersion,
  versionLabel,
  ViewVersionError,
  type RegisteredVersion,
  type ViewRegistry,
  type ViewShape,
  type ViewVersionId,
} from '@taizhang/views-port';
import { isDuplicateKey } from './server-errors.js';
import { BELIEVED } from './view-documents.js';

interface StoredVersion extends ViewVersionId {
  /** JSON of the fields, sorted by path: equal fields are equal texts. */
  readonly fields: string;
  readonly prepared: boolean;
  readonly dropped: boolean;
}

/** All that is known of one view's copies: one document, so that each change of it is one atomic write. */
interface RegistryDocument {
  /** The view's name. */
  readonly _id: string;
  /** Counts changes: what a change expects. */
  readonly revision: number;
  readonly versions: readonly StoredVersion[];
  readonly active: ViewVersionId | null;
  /** When the active copy was activated. */
  readonly at: Instant | null;
  readonly superseded: readonly ViewVersionId[];
}

/** The registry of copies, in the database of the copies themselves: it cannot survive them. */
export class MongodbViewRegistry {
  readonly #collection: mongo.Collection<RegistryDocument>;

  constructor(database: mongo.Db) {
    this.#collection = database.collection<RegistryDocument>('view_registry', BELIEVED);
  }

  /** @throws {@link ViewVersionError} */
  async register(shape: ViewShape): Promise<void> {
    const fields = fieldsText(shape);
    await this.#change(shape.name, (before) => {
      const found = before.versions.find((version) => sameVersion(version, shape));
      const { version, generation } = shape;
      if (found === undefined) {
        const added = { version, generation, fields, prepared: false, dropped: false };
        return { ...before, versions: [...before.versions, added].sort(byNumber) };
      }
      if (found.dropped) throw new ViewVersionError(`${shape.name} ${versionLabel(shape)} was dropped`);
      if (found.fields === fields) return before;
      throw new ViewVersionError(`${shape.name} ${versionLabel(shape)} is stored with other fields: raise its version`);
    });
  }

  async read(name: string): Promise<ViewRegistry> {
    const { versions, active, superseded } = await this.#read(name);
    return {
      versions: versions.map((version) => registered(name, version)),
      ...(active === null ? {} : { active }),
      superseded,
    };
  }

  async markPrepared(name: string, id: ViewVersionId): Promise<void> {
    await this.#change(name, (before) => changeVersion(before, id, { prepared: true }));
  }

  async activate(name: string, id: ViewVersionId, expected: ViewVersionId | undefined, at: Instant): Promise<boolean> {
    let switched = false;
    await this.#change(name, (before) => {
      const { active } = before;
      switched = active === null ? expected === undefined : expected !== undefined && sameVersion(active, expected);
      if (!switched) return before;
      const superseded = active === null ? before.superseded : [...before.superseded, active];
      return { ...before, active: { version: id.version, generation: id.generation }, at, superseded };
    });
    return switched;
  }

  /** @throws {@link ViewVersionError} when it is active. */
  async drop(name: string, id: ViewVersionId): Promise<void> {
    await this.#change(name, (before) => {
      if (before.active !== null && sameVersion(before.active, id))
        throw new ViewVersionError(`${name} ${versionLabel(id)} is being read`);
      return changeVersion(before, id, { dropped: true });
    });
  }

  async #read(name: string): Promise<RegistryDocument> {
    const found = await this.#collection.findOne({ _id: name });
    return found ?? { _id: name, revision: 0, versions: [], active: null, at: null, superseded: [] };
  }

  /** Compare-and-set of the whole, again when a rival was faster: each failure means that another change succeeded. */
  async #change(name: string, change: (before: RegistryDocument) => RegistryDocument): Promise<void> {
    for (;;) {
      const before = await this.#read(name);
      const after = change(before);
      if (after === before || (await this.#replace(before.revision, after))) return;
    }
  }

  async #replace(revision: number, after: RegistryDocument): Promise<boolean> {
    const next = { ...after, revision: revision + 1 };
    if (revision > 0) {
      const { matchedCount } = await this.#collection.replaceOne({ _id: after._id, revision }, next);
      return matchedCount === 1;
    }
    try {
      await this.#collection.insertOne(next);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

function changeVersion(
  before: RegistryDocument,
  id: ViewVersionId,
  change: Partial<Pick<StoredVersion, 'prepared' | 'dropped'>>,
): RegistryDocument {
  if (!before.versions.some((version) => sameVersion(version, id))) return before;
  const versions = before.versions.map((version) => (sameVersion(version, id) ? { ...version, ...change } : version));
  return { ...before, versions };
}

function byNumber(a: ViewVersionId, b: ViewVersionId): number {
  return a.version - b.version || a.generation - b.generation;
}

function fieldsText({ fields }: ViewShape): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function registered(
  name: string,
  { version, generation, fields, prepared, dropped }: StoredVersion,
): RegisteredVersion {
  const shape = { name, version, generation, fields: JSON.parse(fields) as ViewShape['fields'] }; // written by `register`
  return { shape, prepared, dropped };
}
