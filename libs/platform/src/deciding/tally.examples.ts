import {
  aggregate,
  command,
  event,
  events,
  id,
  int,
  redactable,
  reject,
  rejection,
  role,
  text,
} from '@taizhang/kernel';
import type { FactAnswer, FactQuery, LedgerId } from '@taizhang/kernel';
import { z } from 'zod';
import type { ContextFeature } from '../context/context-feature.js';

/** A small context for the specs of deciding: tallies that are opened under a code, counted up to a limit, and closed. */
export const tallyEvents = events('samples', {
  TallyOpened: event({ version: 1, clr: 1, clauses: [], schema: z.strictObject({ code: id() }) }),
  CodeTaken: event({ version: 1, clr: 0, clauses: [], schema: z.strictObject({ tally: id() }) }),
  Counted: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ by: int(), note: redactable(2, text().nullable()) }),
  }),
  TallyClosed: event({ version: 1, clr: 1, clauses: [], schema: z.strictObject({ total: int() }) }),
});

/** State of a tally; `total` is `null` before it is opened. */
export interface TallyState {
  readonly total: number | null;
}

/** Refusals of the sample. */
export const TALLY_STATE = rejection({
  code: 'TALLY_STATE',
  kind: 'conflict',
  clause: 'C1.0.b',
  sentence: { zh: '状态不符。', en: 'Not in this state.' },
});
/** See {@link TALLY_STATE}. */
export const TALLY_LIMIT = rejection({
  code: 'TALLY_LIMIT',
  kind: 'invalid',
  sentence: { zh: '超过上限。', en: 'Above the limit.' },
});

const openTally = command({
  name: 'OpenTally',
  title: { zh: '开始计数', en: 'Open tally' },
  clauses: [],
  schema: z.strictObject({ code: id() }),
  allow: role('branch-clerk').at('unit'),
  decide: ({ code }, { total }: TallyState, _facts, target) =>
    total !== null
      ? reject(TALLY_STATE)
      : {
          events: [tallyEvents.TallyOpened({ code })],
          also: [
            {
              stream: `code/${code}`,
              events: [tallyEvents.CodeTaken({ tally: target.id })],
              expect: 'no-stream' as const,
            },
          ],
        },
});

const count = command({
  name: 'Count',
  title: { zh: '计数', en: 'Count' },
  clauses: [],
  schema: z.strictObject({ by: int(), note: text().nullable().default(null) }),
  allow: role('branch-clerk', 'system').at('unit'),
  needs: (_input, { id: key }) => ({ limit: { fact: 'samples.limit', key } }),
  decide: ({ by, note }, { total }: TallyState, { needs }) => {
    if (total === null) return reject(TALLY_STATE);
    if (total + by > Number(needs['limit'])) return reject(TALLY_LIMIT, { total });
    return by === 0 ? [] : [tallyEvents.Counted({ by, note })];
  },
});

const closeTally = command({
  name: 'CloseTally',
  title: { zh: '结束计数', en: 'Close tally' },
  clauses: [],
  schema: z.strictObject({ seen: int() }),
  allow: role('branch-clerk').at('unit'),
  decide: ({ seen }, { total }: TallyState) =>
    total === null
      ? reject(TALLY_STATE)
      : { events: [tallyEvents.TallyClosed({ total })], none: [{ types: ['samples.Counted'], after: seen }] },
});

/** The sample's only aggregate. */
export const tally = aggregate<TallyState, typeof tallyEvents>({
  context: 'samples',
  name: 'tally',
  events: tallyEvents,
  initial: { total: null },
  evolve: {
    'samples.TallyOpened': () => ({ total: 0 }),
    'samples.CodeTaken': (state) => state,
    'samples.Counted': ({ total }, { by }) => ({ total: (total ?? 0) + by }),
    'samples.TallyClosed': () => ({ total: null }),
  },
  commands: [openTally, count, closeTally],
});

/** Ledger that the sample's fact consults. */
export const CONSULTED: LedgerId = 'rules/b-1';

/** @param limitOf answers the fact `samples.limit`, of which {@link CONSULTED} had seven leaves */
export function tallyFeature(limitOf: (query: FactQuery) => Promise<number>): ContextFeature {
  const limit = async (query: FactQuery): Promise<FactAnswer> => ({
    value: await limitOf(query),
    consulted: [
      { ledger: CONSULTED, size: 7 },
      { ledger: 'samples/b-1', size: 1 },
    ],
  });
  return {
    context: 'samples',
    title: { zh: '样例', en: 'Samples' },
    aggregates: [tally],
    views: [],
    policies: [],
    facts: { 'samples.limit': limit },
    queries: [],
    catalogues: [],
    rejections: [TALLY_STATE, TALLY_LIMIT],
  };
}
