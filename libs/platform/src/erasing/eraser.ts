import {
  LedgerClosedError,
  MAX_EVENTS_PER_COMMIT,
  type EventStore,
  type LedgerNotice,
  type RecordedEvent,
} from '@taizhang/event-store-port';
import {
  contextOf,
  derivedUuid,
  type Actor,
  type CommitId,
  type EventId,
  type JsonObject,
  type LedgerId,
} from '@taizhang/kernel';
import type { GroupedData, KeyStore, SubjectKeyPlace } from '@taizhang/keys-port';
import { sealedDigests } from '@taizhang/ledger';
import type { BlobVault } from '../blobs/blob-vault.js';
import type { JobErasure } from '../jobs/job-erasure.js';

/** On what ground something is erased, by whom, and because of what; becomes part of the leaves, so nothing personal. */
export interface ErasureOrder {
  readonly actor: Actor;
  /** Legal ground. */
  readonly basis: string;
  /** Reference of the request. */
  readonly request: string;
  readonly cause?: EventId;
  readonly corr?: string;
}

/** What an erasure destroyed. */
export interface Erased {
  readonly ledgers: number;
  /** Subject keys. */
  readonly keys: number;
  readonly disclosures: number;
}

/** What erasing needs. */
export interface EraserOptions {
  readonly store: Pick<EventStore, 'find' | 'record' | 'readLedger'>;
  readonly keys: Pick<KeyStore, 'subjectKeys' | 'destroySubjectKey' | 'dataKeys'>;
  readonly blobs: Pick<BlobVault, 'erase' | 'removeUnder'>;
  /** Lets exports obey. */
  readonly exports: Pick<JobErasure, 'begin' | 'end' | 'endBegun'>;
}

/** The event that holds a sealed value, and the material it brought with it, by its address. */
interface Target {
  readonly id: EventId;
  readonly idx: number;
  readonly digest: string;
  readonly material?: string;
}

/** Most names of keys that are destroyed in one call. */
const DESTROYED_AT_ONCE = 500;

/**
 * Erases personal and other sealed values by destroying their keys (design §5, ledger-format §7–§9). Every erasure is recorded
 * before its key is destroyed, under a commit id that follows from what is erased: cut short anywhere, it finds what is left
 * when it is asked again, and records nothing twice.
 */
export class Eraser {
  constructor(private readonly options: EraserOptions) {}

  /** Destroys the keys of a subject in all ledgers of a context, and those of all disclosures about the subject. */
  async eraseSubject(context: string, subject: string, order: ErasureOrder): Promise<Erased> {
    await this.options.exports.endBegun(context);
    const places = (await this.options.keys.subjectKeys(subject)).filter(({ ledger }) => contextOf(ledger) === context);
    let disclosures = 0;
    for (const place of places) disclosures += await this.#eraseSubjectIn(place, order);
    return { ledgers: new Set(places.map(({ ledger }) => ledger)).size, keys: places.length, disclosures };
  }

  /**
   * Destroys the key of one sealed value, and of the material (evidence) that its event brought: what it is called says what it is.
   * @returns nothing destroyed where the leaf holds no such digest, or another erasure had it
   */
  async eraseDisclosure(
    ledger: LedgerId,
    { idx, digest }: { readonly idx: number; readonly digest: string },
    order: ErasureOrder,
  ): Promise<Erased> {
    const { store, keys, blobs, exports } = this.options;
    const nothing = { ledgers: 0, keys: 0, disclosures: 0 };
    const target = await this.#leafHolding(ledger, idx, digest);
    if (target === undefined) return nothing;
    const id = derivedUuid('disclosure erased', ledger, order.request, digest);
    if ((await store.find(ledger, id)) === undefined) {
      const kept = await keys.dataKeys.get('disclosure', ledger, [digest]);
      if (!kept.has(digest)) return nothing;
      await this.#record(ledger, id, [noticeOf(target, order)], order);
    }
    await exports.begin(ledger);
    if (target.material !== undefined) await blobs.erase(ledger, target.material);
    await keys.dataKeys.destroy('disclosure', ledger, [digest]);
    await exports.end(ledger);
    return { ledgers: 1, keys: 0, disclosures: 1 };
  }

  async #eraseSubjectIn(place: SubjectKeyPlace, order: ErasureOrder): Promise<number> {
    const { ledger, kid } = place;
    await this.options.exports.begin(ledger);
    let disclosures = await this.#eraseGroup(place, order);
    const id = derivedUuid('subject key destroyed', ledger, order.request, kid);
    const { basis, request } = order;
    await this.#record(ledger, id, [{ type: 'ledger.SubjectKeyDestroyed', data: { kid, basis, request } }], order);
    // What was sealed under the key while its group was erased is found now: nothing is sealed under it any more.
    await this.options.keys.destroySubjectKey(ledger, kid);
    disclosures += await this.#eraseGroup(place, order);
    await this.options.exports.end(ledger);
    return disclosures;
  }

  async #eraseGroup({ ledger, kid }: SubjectKeyPlace, order: ErasureOrder): Promise<number> {
    const byCommit = new Map<CommitId, string[]>();
    const blobs: string[] = [];
    for await (const { purpose, name, commit = '' } of this.options.keys.dataKeys.ofGroup(ledger, kid)) {
      if (purpose === 'blob') blobs.push(name);
      else byCommit.set(commit, [...(byCommit.get(commit) ?? []), name]);
    }
    let disclosures = 0;
    for (const [commit, digests] of byCommit)
      disclosures += await this.#eraseOfCommit(ledger, kid, commit, digests, order);
    // The bytes before the keys that tell whose they are: cut short in between, the group still names what is left.
    if (blobs.length > 0) await this.options.blobs.removeUnder(ledger, new Set(blobs));
    await this.#destroy('blob', ledger, blobs);
    return disclosures;
  }

  /**
   * The keys of a commit's disclosures go only when all of them are recorded: so what is to be recorded stays the same. Material
   * that such an event brought is about the subject, too.
   */
  async #eraseOfCommit(
    ledger: LedgerId,
    kid: string,
    commit: CommitId,
    digests: readonly string[],
    order: ErasureOrder,
  ): Promise<number> {
    const targets = await this.#targetsIn(ledger, commit, new Set(digests));
    const notices = targets.map((target) => noticeOf(target, order));
    for (let start = 0; start < notices.length; start += MAX_EVENTS_PER_COMMIT) {
      const id = derivedUuid('disclosures erased', ledger, order.request, kid, commit, String(start));
      await this.#record(ledger, id, notices.slice(start, start + MAX_EVENTS_PER_COMMIT), order);
    }
    for (const { material } of targets) if (material !== undefined) await this.options.blobs.erase(ledger, material);
    await this.#destroy('disclosure', ledger, digests);
    return notices.length;
  }

  /** One per digest that a leaf of the commit holds; keys of a commit that failed are of nothing. */
  async #targetsIn(ledger: LedgerId, commit: CommitId, digests: ReadonlySet<string>): Promise<readonly Target[]> {
    const found = commit === '' ? undefined : await this.options.store.find(ledger, commit);
    return (found?.events ?? []).flatMap((event) => targetsOf(event).filter(({ digest }) => digests.has(digest)));
  }

  async #leafHolding(ledger: LedgerId, idx: number, digest: string): Promise<Target | undefined> {
    for await (const event of this.options.store.readLedger(ledger, { from: idx, to: idx })) {
      const target = targetsOf(event).find((each) => each.digest === digest);
      if (target !== undefined) return target;
    }
    return undefined;
  }

  /** A ledger that has ended takes no record; the law asks for the erasure all the same. */
  async #record(ledger: LedgerId, id: CommitId, events: readonly LedgerNotice[], order: ErasureOrder): Promise<void> {
    const { actor, cause, corr } = order;
    // Of an erasure that was cut short while it destroyed keys, fewer are left than were recorded.
    if ((await this.options.store.find(ledger, id)) !== undefined) return;
    try {
      await this.options.store.record(ledger, {
        id,
        actor,
        events,
        ...(cause !== undefined && { cause }),
        ...(corr !== undefined && { corr }),
      });
    } catch (error) {
      if (!(error instanceof LedgerClosedError)) throw error;
    }
  }

  async #destroy(purpose: GroupedData['purpose'], ledger: LedgerId, names: readonly string[]): Promise<void> {
    for (let start = 0; start < names.length; start += DESTROYED_AT_ONCE)
      await this.options.keys.dataKeys.destroy(purpose, ledger, names.slice(start, start + DESTROYED_AT_ONCE));
  }
}

function noticeOf({ digest, id, idx }: Target, { basis }: ErasureOrder): LedgerNotice {
  return { type: 'ledger.DisclosureErased', data: { digest, target: id, targetIdx: idx, basis } };
}

/** Sealed values as the leaf holds them, whatever its data are lifted to. */
function targetsOf({ id, idx, leaf }: Pick<RecordedEvent, 'id' | 'idx' | 'leaf'>): readonly Target[] {
  const data = dataOf(leaf);
  const { sha256 } = data;
  const material = typeof sha256 === 'string' ? { material: sha256 } : {};
  return sealedDigests(data).map(({ digest }) => ({ id, idx, digest, ...material }));
}

function dataOf(leaf: Uint8Array): JsonObject {
  return (JSON.parse(Buffer.from(leaf).toString('utf8')) as { readonly data: JsonObject }).data; // a leaf that the store kept
}
