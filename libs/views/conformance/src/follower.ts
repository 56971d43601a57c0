import type { LedgerId } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import {
  createViewHandler,
  type SealedFields,
  type SearchKeys,
  type ViewDefinition,
  type ViewStorage,
} from '@taizhang/views-port';
import type { MemoryMarks } from './memory/memory-marks.js';
import { SampleDisclosures } from './sample-events.js';
import type { Work } from './sample-view.js';
import { gated } from './storage-wrappers.js';
import { CrashError, type Gate } from './turns.js';

/** One ledger followed by runners that may overlap and die; they share its marks. */
export interface Following {
  readonly definition: ViewDefinition<Work>;
  readonly storage: ViewStorage;
  readonly ledger: LedgerId;
  readonly events: readonly RecordedEvent[];
  readonly marks: MemoryMarks;
  /** Copy to feed; 0 unless told. */
  readonly generation?: number;
  /** Where events hold sealed fields. */
  readonly sealed?: SealedFields;
  readonly searchKeys?: SearchKeys;
}

/**
 * Follows a ledger to its end as an inbox does: a batch from its own place on, then the mark by compare-and-set. A runner
 * does not look at the marks while it goes on, so a rival's progress makes it late, not lazy. One that dies is followed
 * by a new one, which starts from the stored mark with batches of other sizes.
 */
export async function follow(following: Following, batchSizes: readonly number[], gate: Gate): Promise<void> {
  for (let life = 0; ; life += 1) {
    const sizes = [...batchSizes.slice(life), ...batchSizes.slice(0, life)];
    try {
      await live(following, sizes, gate);
      return;
    } catch (error) {
      if (!(error instanceof CrashError)) throw error;
    }
  }
}

async function live(
  { definition, storage, ledger, events, marks, generation = 0, sealed, searchKeys }: Following,
  sizes: readonly number[],
  gate: Gate,
): Promise<void> {
  const handler = createViewHandler(definition, {
    storage: gated(storage, gate),
    sealed: sealed ?? new SampleDisclosures(),
    ...(searchKeys === undefined ? {} : { searchKeys }),
    generation,
  });
  let known = (await marks.mark(handler.consumer, ledger))?.idx;
  for (let at = (known ?? -1) + 1, i = 0; at < events.length; i += 1) {
    const batch = events.slice(at, at + (sizes[i % sizes.length] ?? 1));
    const heard = batch.filter(({ type }) => Object.hasOwn(handler.types, type));
    if (heard.length > 0) await handler.handle(ledger, heard);
    at += batch.length;
    await gate();
    if (marks.saveMark(handler.consumer, ledger, at - 1, known)) known = at - 1;
    else known = (await marks.mark(handler.consumer, ledger))?.idx;
  }
}
