import type { LedgerId } from '@taizhang/kernel';
import {
  consumerOf,
  POSITION_WAIT_LIMIT_MS,
  waitForPosition,
  type ViewMarks,
  type ViewShape,
  type ViewStorage,
} from '@taizhang/views-port';
import { contextsOf } from '../asking/view-service.js';
import { LRUCache } from 'lru-cache';
import type { ContextRegistry } from '../context/context-registry.js';

/**
 * How long it is relied on which copy of a view is read, in milliseconds. Readers move to another copy when it has caught up, so
 * whoever still waits for the one before waits for no less.
 */
const COPY_RELIED_ON_MS = 1_000;
/** Most views whose copy is remembered. */
const MAX_REMEMBERED_COPIES = 1_000;

/** Where the views of this host stand; every answer is about the copies that are read now. */
export class ViewPositions {
  readonly #active: LRUCache<string, ViewShape>;

  constructor(
    private readonly registry: ContextRegistry,
    storage: Pick<ViewStorage, 'active'>,
    private readonly marks: Pick<ViewMarks, 'mark'>,
  ) {
    this.#active = new LRUCache<string, ViewShape>({
      max: MAX_REMEMBERED_COPIES,
      ttl: COPY_RELIED_ON_MS,
      fetchMethod: (view) => storage.active(view),
    });
  }

  /**
   * Waits until all views of a context that project `owner`'s events have applied a ledger up to `idx`.
   * @throws {ViewBehindError} after `limitMs`
   */
  async reached(
    context: string,
    owner: string,
    ledger: LedgerId,
    idx: number,
    limitMs: number = POSITION_WAIT_LIMIT_MS,
  ): Promise<void> {
    const consumers = await this.consumers(context, owner);
    await Promise.all(consumers.map((consumer) => waitForPosition(this.marks, consumer, ledger, idx, limitMs)));
  }

  /** Whether all views of a context that project `owner`'s events have at least this much of a ledger. */
  async have(context: string, owner: string, ledger: LedgerId, size: number): Promise<boolean> {
    for (const consumer of await this.consumers(context, owner)) {
      if (((await this.marks.mark(consumer, ledger))?.idx ?? -1) + 1 < size) return false;
    }
    return true;
  }

  /** Consumers that are a context's views which project `owner`'s events. */
  async consumers(context: string, owner: string): Promise<readonly string[]> {
    const views = this.registry.views(context).filter(({ view }) => contextsOf(view).has(owner));
    const shapes = await Promise.all(views.map(({ view }) => this.#active.fetch(view.name)));
    return shapes.flatMap((shape) => (shape === undefined ? [] : [consumerOf(shape.name, shape)]));
  }
}
