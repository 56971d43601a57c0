import { Button, Dropdown } from 'antd';
import type { Parameters } from '../api/queries.js';
import { useSpoken } from '../language/language.js';
import { jobQuery } from './job.js';
import { useJob } from './use-job.js';

/** Formats of tables, with the names by which people know them. */
export const TABLE_FORMATS = { xlsx: 'Excel', csv: 'CSV', parquet: 'Parquet' } as const;
/** Format of a table. */
export type TableFormat = keyof typeof TABLE_FORMATS;
/** What of a list goes out. */
export type ExportScope = 'page' | 'filter' | 'all';

const FORMATS = Object.keys(TABLE_FORMATS) as readonly TableFormat[]; // its own keys

interface ExportChoiceProps {
  /** What is exported, for those who do not see where the button stands. */
  readonly of: string;
  readonly jobOf: (format: TableFormat, scope: ExportScope) => { readonly kind: string; readonly params: unknown };
}

/** Chooses format and scope of a list's export, and hands over the file. */
export function ExportChoice({ of, jobOf }: ExportChoiceProps) {
  const { t } = useSpoken();
  const { run, isPending, progress } = useJob(t('exported'));
  const scopes: readonly (readonly [ExportScope, string])[] = [
    ['page', t('exportPage')],
    ['filter', t('exportFilter')],
    ['all', t('exportAll')],
  ];
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: FORMATS.flatMap((format) =>
            scopes.map(([scope, label]) => ({
              key: `${format} ${scope}`,
              label: `${TABLE_FORMATS[format]} · ${label}`,
              onClick: () => run(jobOf(format, scope)),
            })),
          ),
        }}
      >
        <Button loading={isPending} aria-label={t('exportTable', of)}>
          {t('exportTo')} ▾
        </Button>
      </Dropdown>
      {progress !== undefined && <span role="status">{t('exporting', progress.done, progress.total ?? '…')}</span>}
    </>
  );
}

interface ExportMenuProps {
  readonly context: string;
  readonly view: string;
  readonly of: string;
  /** Parameters of the page that is shown. */
  readonly asked: Parameters;
}

/** Exports any list: as Excel, CSV or Parquet; of this page, this filter, or all within reach. */
export function ExportMenu({ context, view, of, asked }: ExportMenuProps) {
  return (
    <ExportChoice
      of={of}
      jobOf={(format, scope) => ({
        kind: `${context}.view-export`,
        params: { view, format, scope, query: jobQuery(asked) },
      })}
    />
  );
}

/** Exports the events of a context, as far as the reader may stream them. */
export function EventExport({ context }: { readonly context: string }) {
  const { t } = useSpoken();
  const { run, isPending, progress } = useJob(t('exported'));
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: FORMATS.map((format) => ({
            key: format,
            label: TABLE_FORMATS[format],
            onClick: () => run({ kind: `${context}.event-export`, params: { format } }),
          })),
        }}
      >
        <Button loading={isPending}>{t('exportEvents')} ▾</Button>
      </Dropdown>
      {progress !== undefined && <span role="status">{t('exporting', progress.done, progress.total ?? '…')}</span>}
    </>
  );
}
