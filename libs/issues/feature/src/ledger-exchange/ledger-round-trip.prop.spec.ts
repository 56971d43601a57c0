import {
  CAUSE_NATURES,
  ISSUE_CLASSES,
  ISSUE_SOURCES,
  ISSUE_STATUSES,
  RECTIFICATION_KINDS,
  REPLY_ATTITUDES,
  WINDS,
} from '@taizhang/contracts';
import { ledgerWorkbook, readLedgerWorkbook } from '@taizhang/reporting';
import fc from 'fast-check';
import { ledgerEntryOf } from './ledger-entry-of.js';
import type { LedgerIssue, OpenedRow } from './ledger-issue.js';
import { planIssue } from './ledger-plan.js';

const TODAY = '2014-08-29';
const ids = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,12}$/);
const dates = fc
  .date({ min: new Date('2014-01-01'), max: new Date('2015-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
/** Text as commands take it, of whatever characters. */
const prose = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      '=1+1',
      '第一行\r\n第二行 ',
      '_x0041_x0042_',
      '【m-1】增设窗口',
      "'引号",
      '是',
      '2014年7月1日',
      '长'.repeat(4_000),
    ),
  )
  .filter((text) => text.trim() !== '' && text.isWellFormed());
/** A sealed value as a reader gets it: said, or not to be seen. */
const sealed = fc.option(prose);
const orNone = <T>(values: fc.Arbitrary<T>) => fc.option(values);

const measure = fc.record({
  owner: orNone(ids),
  deadline: orNone(dates),
  kind: fc.constantFrom(...RECTIFICATION_KINDS),
  done: fc.boolean(),
  description: sealed,
  standard: sealed,
  completedOn: orNone(dates),
  outcome: sealed,
});
const origin = fc.record({
  source: fc.constantFrom(...ISSUE_SOURCES),
  answered: fc.boolean(),
  anonymous: fc.boolean(),
  raisedOn: dates,
  record: orNone(fc.constant('material/2014-05')),
  originator: orNone(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '')),
  repliedOn: orNone(dates),
  channel: fc.constant(null),
  attitude: orNone(fc.constantFrom(...REPLY_ATTITUDES)),
  reply: sealed,
});
const piece = fc.record({
  measure: orNone(ids),
  sha256: fc.constant('a'.repeat(64)),
  size: fc.constant(1),
  title: sealed,
});
const dictionary = <T>(values: fc.Arbitrary<T>, least: number) =>
  fc.dictionary(ids, values, { minKeys: least, maxKeys: 3, noNullPrototype: true });

/** Statuses that there are, and one that may be added. */
const statuses = fc.constantFrom(...ISSUE_STATUSES, 'SUSPENDED', 'SOME_LATER_STATUS');

const issue = (code: string): fc.Arbitrary<LedgerIssue> =>
  fc
    .record({
      raisedFor: ids,
      unit: ids,
      status: statuses,
      raisedOn: dates,
      origins: dictionary(origin, 1),
      class: orNone(fc.constantFrom(...ISSUE_CLASSES)),
      rectification: orNone(fc.constantFrom(...RECTIFICATION_KINDS)),
      lead: orNone(ids),
      supporting: fc.uniqueArray(ids, { maxLength: 3 }),
      leader: orNone(ids),
      owner: orNone(ids),
      deadline: orNone(dates),
      difficult: fc.boolean(),
      measures: dictionary(measure, 0),
      evidence: dictionary(piece, 0),
      stage: orNone(ids),
      extensions: dictionary(fc.record({ outcome: fc.constantFrom('PENDING', 'GRANTED', 'REFUSED') }), 0),
      slips: dictionary(fc.record({ due: dates }), 0),
      progress: fc.array(fc.record({ on: dates, percent: orNone(fc.nat(100)), progress: sealed }), { maxLength: 3 }),
      norms: fc.uniqueArray(ids, { maxLength: 2 }),
      mergedInto: orNone(ids),
      earlier: orNone(fc.record({ stage: ids, code: ids })),
      reopened: fc.nat(2),
      reviewOn: orNone(dates),
      wind: fc.constantFrom(...WINDS),
      hidden: fc.boolean(),
      cause: orNone(fc.constantFrom(...CAUSE_NATURES)),
      closedOn: orNone(dates),
      late: fc.boolean(),
      manifestation: sealed,
      analysis: sealed,
      standard: sealed,
      effect: sealed,
      opinion: sealed,
      returnReason: sealed,
    })
    .map((row) => {
      const [first] = Object.values(row.origins);
      return { row: { ...row, code, source: first?.source } as unknown as OpenedRow }; // what the ledger writes of a row
    });

/** Some of what is sealed is withheld from whoever exports and imports. */
const seen = (whole: LedgerIssue): fc.Arbitrary<LedgerIssue> =>
  fc
    .subarray([
      'manifestation',
      'analysis',
      'standard',
      ...Object.keys(whole.row.measures).map((id) => `measures.${id}.description`),
    ])
    .map((unseen) => {
      const row = structuredClone(whole.row) as unknown as Record<string, unknown> & {
        measures: Record<string, { description: unknown }>;
      }; // a copy to take from
      for (const path of unseen) {
        const [, id] = /^measures\.(.+)\.description$/.exec(path) ?? [];
        const of = id === undefined ? undefined : row.measures[id];
        if (of === undefined) row[path] = null;
        else of.description = null;
      }
      return { row: row as unknown as OpenedRow }; // taken from one
    });

const ledgers = fc
  .uniqueArray(
    ids.map((id) => `2014-${id}`),
    { maxLength: 4 },
  )
  .chain((codes) => fc.tuple(...codes.map((code) => issue(code).chain(seen))));

async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

describe('a ledger that is exported and imported again', () => {
  it('changes nothing, and nothing is wrong with it', async () => {
    await fc.assert(
      fc.asyncProperty(ledgers, async (issues) => {
        const entries = issues.map((each) => ledgerEntryOf(each, TODAY));
        const bytes = await bytesOf(ledgerWorkbook({ title: '整改台账', unit: 'wgx-0371', period: '2014', entries }));
        const { issues: read, faults, dates1904 } = await readLedgerWorkbook(bytes);
        expect(faults).toEqual([]);
        expect(read).toHaveLength(issues.length);
        for (const [i, current] of issues.entries()) {
          const own = read[i];
          // on a later day, when the lights are others
          const plan = own && planIssue(own, current, { today: '2014-12-31', dates1904 });
          expect(plan).toMatchObject({ isNew: false, commands: [], faults: [] });
          expect(plan?.measures.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
