import { useMutation } from '@tanstack/react-query';
import { App, Button, Checkbox, Dropdown, Input, Modal, Popover } from 'antd';
import { useState } from 'react';
import { fetchView, MOST_CHOICES, type Parameters } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import type { IssueDoc } from '../issue/issue-document.js';
import { useSpoken } from '../language/language.js';
import { businessDate } from '../light/light.js';
import { csvOf } from './csv.js';
import { keepFile } from './keep-file.js';
import { ledgerColumns, type LedgerColumn, type LedgerRow } from './ledger-columns.js';
import { withView, type LedgerSettings } from './reader-settings.js';

/** Most pages that an export in the browser fetches. */
const MOST_PAGES = 40;

interface LedgerToolsProps {
  readonly settings: LedgerSettings;
  readonly onSettings: (settings: LedgerSettings) => void;
  readonly query: string;
  readonly onOpen: (query: string) => void;
  readonly columns: readonly LedgerColumn[];
  readonly page: readonly LedgerRow[];
  readonly asked: Parameters;
}

async function allRows(parameters: Parameters): Promise<readonly LedgerRow[]> {
  const rows: LedgerRow[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await fetchView<IssueDoc>('issues', 'rectification-ledger', {
      ...parameters,
      limit: MOST_CHOICES,
      ...(cursor !== undefined && { cursor }),
    });
    rows.push(...found.items);
    cursor = found.next;
    if (cursor === undefined) break;
  }
  return rows;
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

function Export({ columns, page, asked }: LedgerToolsProps) {
  const { t } = useSpoken();
  const { message } = App.useApp();
  const write = useMutation<readonly LedgerRow[], unknown, 'page' | 'filter' | 'all'>({
    mutationFn: (scope) => (scope === 'page' ? Promise.resolve(page) : allRows(scope === 'filter' ? asked : {})),
    onSuccess: (rows) => {
      const told = columns.filter(({ key }) => key !== 'light');
      const text = csvOf([
        told.map(({ label }) => label),
        ...rows.map((row) => told.map((column) => column.text(row))),
      ]);
      keepFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${t('ledger')}-${businessDate(new Date())}.csv`);
    },
    onError: () => void message.error(t('failed')),
  });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'page', label: t('exportPage'), onClick: () => write.mutate('page') },
          { key: 'filter', label: t('exportFilter'), onClick: () => write.mutate('filter') },
          { key: 'all', label: t('exportAll'), onClick: () => write.mutate('all') },
        ],
      }}
    >
      <Button loading={write.isPending} aria-label={`${t('exportCsv')}: ${t('exportScope')}`}>
        {t('exportCsv')} ▾
      </Button>
    </Dropdown>
  );
}
