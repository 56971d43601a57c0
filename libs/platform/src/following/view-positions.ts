import type { LedgerId } from '@taizhang/kernel';
import {
  consumerOf,
  POSITION_WAIT_LIMIT_MS,
  waitForPosition,
  type ViewMarks,
  type ViewStorage,
} from '@taizhang/views-port';
import { contextsOf } from '../asking/view-service.js';
import type { ContextRegistry } from '../context/context-registry.js';

/** Where the views of this host stand; every answer is about the copies that are read now. */
export class ViewPositions {
  constructor(
    private readonly registry: ContextRegistry,
    private readonly storage: Pick<ViewStorage, 'active'>,
    private readonly marks: Pick<ViewMarks, 'mark'>,
  ) {}

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
    const shapes = await Promise.all(views.map(({ view }) => this.storage.active(view.name)));
    return shapes.flatMap((shape) => (shape === undefined ? [] : [consumerOf(shape.name, shape)]));
  }
}
