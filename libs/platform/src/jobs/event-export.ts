import { TABLE_FORMATS, type CsvValue, type TableColumn } from '@taizhang/reporting';
import { z } from 'zod';
import { valuesOf, type QueryString } from '../asking/view-parameters.js';
import type { ExportedEvent } from '../streams/exported-events.js';
import { exportQuery } from './exported-pages.js';
import { exportedTable } from './exported-table.js';
import { jobKind, type JobWork } from './job-kind.js';

const text = (name: string): TableColumn => ({ name, type: 'text' });
const integer = (name: string): TableColumn => ({ name, type: 'integer' });

/** What is told of an event whose reader must not see it, and of every other one too. */
const OF_EVERY: readonly TableColumn[] = [text('ledger'), integer('idx'), integer('clr'), text('hash')];
/** Columns of an export of events. */
export const EVENT_COLUMNS: readonly TableColumn[] = [
  ...OF_EVERY,
  text('type'),
  integer('schema'),
  text('stream'),
  integer('rev'),
  text('id'),
  text('time'),
  text('actor'),
  text('role'),
  text('cause'),
  text('corr'),
  integer('commit'),
  text('clauses'),
  text('data'),
  text('withheld'),
  text('erased'),
];

/** Every context has it: its events, as far as whoever asks may stream them, with the sealed values that he may see (导出事件). */
export const eventExport = jobKind({
  name: 'event-export',
  title: { zh: '导出事件（CSV、Excel、Parquet）', en: 'Export events as CSV, Excel or Parquet' },
  params: z.strictObject({
    format: z.enum(TABLE_FORMATS).default('csv'),
    /** As the stream's address has them: `bureau`, `type`, `clause`, `time.from`, `time.to`. */
    query: exportQuery.default({}),
  }),
  about: ({ query }) => ({ stream: true, bureaus: valuesOf(query, 'bureau') }),
  run: ({ format, query }, work) => {
    const table = { title: '事件', columns: EVENT_COLUMNS, rows: rowsOf(work, query) };
    return Promise.resolve({ file: exportedTable(format, `${work.context}-events-${work.today}`, table) });
  },
});

async function* rowsOf(work: JobWork, query: QueryString): AsyncGenerator<readonly CsvValue[]> {
  let done = 0;
  for await (const { events, total } of work.events(query)) {
    for (const one of events) yield rowOf(one);
    done += events.length;
    await work.progress(done, Math.max(done, total));
  }
}

function rowOf(exported: ExportedEvent): readonly CsvValue[] {
  if ('hidden' in exported) {
    const { idx, clr, h } = exported.hidden;
    return [exported.ledger, idx, clr, h, ...EVENT_COLUMNS.slice(OF_EVERY.length).map(() => null)];
  }
  const { opened, hash, clauses } = exported;
  const { event, data, withheld, erased } = opened;
  return [
    event.ledger,
    event.idx,
    event.clr,
    hash,
    event.type,
    event.schema,
    event.stream,
    event.rev,
    event.id,
    event.time,
    event.actor.id,
    event.actor.role,
    event.cause ?? null,
    event.corr ?? null,
    event.commit.seq,
    clauses.join(' '),
    JSON.stringify(data),
    withheld.join(' '),
    erased.join(' '),
  ];
}
