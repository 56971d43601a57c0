import { Button, Checkbox, Dropdown, Input, Modal, Popover } from 'antd';
import { useState } from 'react';
import type { Parameters } from '../api/queries.js';
import { ExportChoice } from '../jobs/export-menu.js';
import { jobQuery } from '../jobs/job.js';
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

/**
 * Exports as a job: Excel in the offices' layout, the shown columns as CSV, all that the list has as Parquet; of this page, this
 * filter, or all within reach.
 */
function Export({ columns, asked }: LedgerToolsProps) {
  const { t } = useSpoken();
  const query = jobQuery(asked);
  const names = columns.filter(({ key }) => !NOT_EXPORTED.has(key)).map(({ key }) => EXPORTED[key] ?? key);
  return (
    <ExportChoice
      of={t('ledger')}
      jobOf={(format, scope) =>
        format === 'parquet'
          ? { kind: 'issues.view-export', params: { view: 'rectification-ledger', format, scope, query } }
          : {
              kind: 'issues.rectification-ledger-export',
              params: { format, scope, query, ...(format === 'csv' && { columns: names }) },
            }
      }
    />
  );
}
