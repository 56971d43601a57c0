import { useMutation } from '@tanstack/react-query';
import { App, Button, Checkbox, Dropdown, Input, Modal, Popover } from 'antd';
import { useState } from 'react';
import { Problem } from '../api/problem.js';
import type { Parameters } from '../api/queries.js';
import { finished, jobQuery, startJob, takeFile, type Job } from '../jobs/job.js';
import { useStanding } from '../api/standing.js';
import { useSpoken } from '../language/language.js';
import { ledgerColumns, type LedgerColumn } from './ledger-columns.js';
import { withView, type LedgerSettings } from './reader-settings.js';

interface LedgerToolsProps {
  readonly settings: LedgerSettings;
  readonly onSettings: (settings: LedgerSettings) => void;
  readonly query: string;
  readonly onOpen: (query: string) => void;
  readonly columns: readonly LedgerColumn[];
  /** Parameters of the page that is shown. */
  readonly asked: Parameters;
}

/** What is done with the table as a whole: saved filters, columns, export. */
export function LedgerTools(props: LedgerToolsProps) {
  return (
    <div className="tools">
      <SavedViews {...props} />
      <ColumnSettings {...props} />
      <Export {...props} />
    </div>
  );
}

function SavedViews({ settings, onSettings, query, onOpen }: LedgerToolsProps) {
  const { t } = useSpoken();
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const save = () => {
    onSettings(withView(settings, { name: name.trim(), query }));
    setNaming(false);
    setName('');
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...settings.views.map((view) => ({
              key: `open ${view.name}`,
              label: view.name,
              onClick: () => onOpen(view.query),
            })),
            ...(settings.views.length > 0 ? [{ type: 'divider' as const }] : []),
            { key: 'save', label: t('saveView'), onClick: () => setNaming(true) },
            ...settings.views.map((view) => ({
              key: `remove ${view.name}`,
              danger: true,
              label: `${t('remove')} ${view.name}`,
              onClick: () => onSettings({ ...settings, views: settings.views.filter((one) => one.name !== view.name) }),
            })),
          ],
        }}
      >
        <Button>{t('savedViews')} ▾</Button>
      </Dropdown>
      <Modal
        open={naming}
        title={t('saveView')}
        onCancel={() => setNaming(false)}
        onOk={save}
        okButtonProps={{ disabled: name.trim() === '' }}
        destroyOnHidden
      >
        <Input
          aria-label={t('viewName')}
          placeholder={t('viewName')}
          value={name}
          maxLength={40}
          onChange={({ target }) => setName(target.value)}
        />
      </Modal>
    </>
  );
}

function ColumnSettings({ settings, onSettings }: LedgerToolsProps) {
  const spoken = useSpoken();
  const all = ledgerColumns(spoken, useStanding());
  const options = all.filter(({ key }) => key !== 'code').map(({ key, label }) => ({ value: key, label }));
  const shown = options.map(({ value }) => value).filter((key) => !settings.hidden.includes(key));
  return (
    <Popover
      trigger="click"
      content={
        <Checkbox.Group
          className="column-choices"
          options={options}
          value={shown}
          onChange={(chosen) =>
            onSettings({
              ...settings,
              hidden: options.map(({ value }) => value).filter((key) => !chosen.includes(key)),
            })
          }
        />
      }
    >
      <Button>{spoken.t('columns')} ▾</Button>
    </Popover>
  );
}

/** Columns of the table under the names that exports have for them; the others are in no export. */
const EXPORTED: Readonly<Record<string, string>> = { rectification: 'kind' };
const NOT_EXPORTED: ReadonlySet<string> = new Set(['light', 'openMeasures', 'unanswered']);

type Format = 'xlsx' | 'csv';
type Scope = 'page' | 'filter' | 'all';

/** Exports as a job: Excel in the offices' layout, or the shown columns as CSV; of this page, this filter, or all within reach. */
function Export({ columns, asked }: LedgerToolsProps) {
  const { t, say } = useSpoken();
  const { message } = App.useApp();
  const [progress, setProgress] = useState<Job['progress']>();
  const write = useMutation<Job, unknown, { readonly format: Format; readonly scope: Scope }>({
    mutationFn: async ({ format, scope }) => {
      const names = columns.filter(({ key }) => !NOT_EXPORTED.has(key)).map(({ key }) => EXPORTED[key] ?? key);
      const params = { format, scope, query: jobQuery(asked), ...(format === 'csv' && { columns: names }) };
      return finished(await startJob('issues.rectification-ledger-export', params), (job) => setProgress(job.progress));
    },
    onSuccess: async (job) => {
      if (job.failure !== null) return void message.error(say(job.failure.detail));
      await takeFile(job);
      void message.success(t('exported'));
    },
    onError: (error) => void message.error(error instanceof Problem ? say(error.sentence) : t('failed')),
    onSettled: () => setProgress(undefined),
  });
  const choice = (format: Format, scope: Scope, label: string) => ({
    key: `${format} ${scope}`,
    label: `${format === 'xlsx' ? 'Excel' : 'CSV'} · ${label}`,
    onClick: () => write.mutate({ format, scope }),
  });
  const scopes: readonly (readonly [Scope, string])[] = [
    ['page', t('exportPage')],
    ['filter', t('exportFilter')],
    ['all', t('exportAll')],
  ];
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: (['xlsx', 'csv'] as const).flatMap((format) =>
            scopes.map(([scope, label]) => choice(format, scope, label)),
          ),
        }}
      >
        <Button loading={write.isPending} aria-label={`${t('exportTo')}: ${t('exportScope')}`}>
          {t('exportTo')} ▾
        </Button>
      </Dropdown>
      {progress !== undefined && <span role="status">{t('exporting', progress.done, progress.total ?? '…')}</span>}
    </>
  );
}
