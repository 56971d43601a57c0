import { Empty, Grid, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { actOf } from '../api/acts.js';
import { bureauOf } from '../api/powers.js';
import { useView } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { NewRecord } from '../forms/new-record.js';
import { useSpoken } from '../language/language.js';
import { today } from '../deployment/deployment.js';
import type { IssueDoc } from '../issue/issue-document.js';
import { LoadFailure } from '../records/load-failure.js';
import { ledgerColumns, type LedgerRow } from './ledger-columns.js';
import {
  addressOf,
  DEFAULT_SORT,
  filterOf,
  overdueParameters,
  parametersOf,
  type LedgerFilter,
} from './ledger-filter.js';
import { LedgerFilters } from './ledger-filters.js';
import { LedgerSummary } from './ledger-summary.js';
import { LedgerTools } from './ledger-tools.js';
import { Pager } from './pager.js';
import { keepSettings, readSettings, type LedgerSettings } from './reader-settings.js';
import { WideTable } from '../records/wide-table.js';

const CONTEXT = 'issues';
const VIEW = 'rectification-ledger';

/** The filter stands in the address; another one begins again at the first page. */
function useFilter() {
  const [address, setAddress] = useSearchParams();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const filter = filterOf(address);
  const replace = (next: LedgerFilter) => {
    setCursors([]);
    setAddress(addressOf(next), { replace: true });
  };
  return {
    filter,
    address,
    cursors,
    setCursors,
    change: (change: Partial<LedgerFilter>) => replace({ ...filter, ...change }),
    open: (query: string) => replace(filterOf(new URLSearchParams(query))),
  };
}

function useSettings(person: string) {
  const [settings, setSettings] = useState(() => readSettings(person));
  const keep = (next: LedgerSettings) => {
    keepSettings(person, next);
    setSettings(next);
  };
  return { settings, keep };
}

/** How the table's order is asked of the server. */
const sortOf: (sorter: Parameters<NonNullable<TableProps<LedgerRow>['onChange']>>[2]) => string = (sorter) => {
  const [first] = [sorter].flat();
  if (first?.order === undefined || first.order === null) return DEFAULT_SORT;
  return `${first.order === 'descend' ? '-' : ''}${String(first.columnKey)}`;
};

/** The rectification ledger (整改台账). */
export function LedgerPage() {
  const spoken = useSpoken();
  const { t } = spoken;
  const standing = useStanding();
  const navigate = useNavigate();
  const { filter, address, cursors, setCursors, change, open } = useFilter();
  const wide = Grid.useBreakpoint().lg === true;
  const { settings, keep } = useSettings(standing.session.person);
  const asked = parametersOf(filter, standing.units);
  const cursor = cursors.at(-1);
  const shown = { ...asked, sort: filter.sort, limit: filter.limit, ...(cursor !== undefined && { cursor }) };
  const page = useView<IssueDoc>(CONTEXT, VIEW, { ...shown, facet: 'status', total: true });
  const overdue = useView(CONTEXT, VIEW, {
    ...overdueParameters(filter, standing.units, today()),
    limit: 1,
    facet: 'status',
  });
  const columns = ledgerColumns(spoken, standing).filter(({ key }) => !settings.hidden.includes(key));
  const counts = Object.fromEntries(
    (page.data?.facets?.['status'] ?? []).map(({ value, count }) => [value ?? '', count]),
  );
  const late = Object.fromEntries(
    (overdue.data?.facets?.['status'] ?? []).map(({ value, count }) => [value ?? '', count]),
  );
  const first = cursors.length * filter.limit;
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">{t('ledger')}</h1>
        <NewRecord
          act={actOf(CONTEXT, 'issue', 'raise-issue')}
          known={(_bureau, unit) => ({ unit })}
          onDone={({ bureau, id }) => void navigate(`/issues/${bureau}/${encodeURIComponent(id)}`)}
        />
        <Link to="/import?of=ledger">{t('importExcel')}</Link>
      </div>
      <LedgerFilters filter={filter} onChange={change} onReset={() => open('')} />
      <LedgerSummary counts={counts} overdue={late} />
      <LedgerTools
        settings={settings}
        onSettings={keep}
        query={address.toString()}
        onOpen={open}
        columns={columns}
        asked={shown}
      />
      {page.error !== null ? (
        <LoadFailure error={page.error} retry={() => void page.refetch()} />
      ) : (
        <WideTable<LedgerRow>
          label={t('ledger')}
          rowKey={(row) => `${bureauOf(row)}/${row.key}`}
          columns={[
            { key: 'index', title: t('number'), width: 64, render: (_value, _row, index) => first + index + 1 },
            ...columns.map((column) => ({
              ...column,
              ...(wide && column.key === 'code' && { fixed: 'start' as const }),
              ...(column.sortable === true && {
                sorter: true,
                sortOrder: orderOf(filter.sort, column.key),
                showSorterTooltip: false,
              }),
            })),
            {
              key: 'operations',
              title: t('operations'),
              width: 80,
              ...(wide && { fixed: 'end' as const }),
              render: (_value, row) => (
                <Link
                  to={`/issues/${bureauOf(row)}/${encodeURIComponent(row.key)}`}
                  aria-label={`${t('open')} ${row.doc.code}`}
                >
                  {t('open')}
                </Link>
              ),
            },
          ]}
          dataSource={[...(page.data?.items ?? [])]}
          loading={page.isPending || page.isPlaceholderData}
          onChange={(_pagination, _filters, sorter) => change({ sort: sortOf(sorter) })}
          locale={{
            emptyText: (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={t(address.size === 0 ? 'nothingHere' : 'noneFound')}
              />
            ),
          }}
        />
      )}
      <Pager
        total={page.data?.total}
        limit={filter.limit}
        onLimit={(limit) => change({ limit })}
        onPrevious={cursors.length === 0 ? undefined : () => setCursors(cursors.slice(0, -1))}
        onNext={nextOf(page.data?.next, (next) => setCursors([...cursors, next]))}
      />
    </>
  );
}

function nextOf(next: string | undefined, go: (next: string) => void): (() => void) | undefined {
  return next === undefined ? undefined : () => go(next);
}

function orderOf(sort: string, key: string): 'ascend' | 'descend' | null {
  if (sort === key) return 'ascend';
  return sort === `-${key}` ? 'descend' : null;
}
