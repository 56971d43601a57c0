import fc from 'fast-check';
import type { SampleEvent } from './sample-events.js';
import { addToWork, deleteWork, moveWork, putWork } from './sample-view.js';
import type { Turn } from './turns.js';

const KEYS = ['a', 'b.c', '$d', '台账-一', '𠮷'] as const;
const key = fc.constantFrom(...KEYS);
const amount = fc.integer({ min: -3, max: 3 });

/** Histories of a few documents: made, changed, moved between, deleted, made again, with events that nobody understands. */
export function histories(maxLength: number): fc.Arbitrary<readonly SampleEvent[]> {
  const event = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(key, fc.constantFrom('OPEN', 'CLOSED', null)).map(([k, status]) => putWork(k, { status })),
    },
    { weight: 4, arbitrary: fc.tuple(key, amount).map(([k, n]) => addToWork(k, n)) },
    { weight: 3, arbitrary: fc.tuple(key, key, amount).map(([from, to, n]) => moveWork(from, to, n)) },
    { weight: 2, arbitrary: key.map(deleteWork) },
    { weight: 1, arbitrary: key.map((k): SampleEvent => ({ type: 'works.Unheard', data: { key: k } })) },
  );
  return fc.array(event, { minLength: 1, maxLength });
}

/** Sizes of batches. */
export const batchSizes: fc.Arbitrary<readonly number[]> = fc.array(fc.integer({ min: 1, max: 7 }), {
  minLength: 1,
  maxLength: 6,
});

/** Orders of steps for two runners, with some deaths. */
export function turnOrders(maxLength: number): fc.Arbitrary<readonly Turn[]> {
  const turn = fc.record({ runner: fc.nat(1), crash: fc.integer({ min: 0, max: 14 }).map((n) => n === 0) });
  return fc.array(turn, { maxLength });
}

/** Text as people write it, and as they do not: any well-formed Unicode, mixed scripts and beyond the basic plane. */
export const words: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('整改', '整改落实', '问题清单', '水污染', '𠮷野家', 'ＡＢＣ', 'Plan 42', 'é', 'é', '公开 open'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);

/** Values of the fields of a work; some missing. */
export const workFields = fc.record(
  {
    status: fc.constantFrom('OPEN', 'CLOSED', '已销号', '𠮷', '\uffee', ''),
    due: fc.constantFrom('2014-06-30', '2014-07-01', '2014-12-31', '2015-01-01'),
    size: fc.constantFrom(-1, 0, 7, 4_294_967_297, Number.MAX_SAFE_INTEGER),
    done: fc.boolean(),
    unit: fc.constantFrom('wgx-0371', 'wgx-0372', 'wgx-1', '局'),
    units: fc.constantFrom([], ['wgx-1'], ['wgx-1', '局'], ['局', 'wgx-1', 'wgx-1'], ['$x', '局', null, 7], '局', null),
    title: words,
  },
  { requiredKeys: [] },
);
