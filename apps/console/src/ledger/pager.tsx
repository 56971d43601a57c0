import { Button, Select } from 'antd';
import { useState } from 'react';
import { useSpoken } from '../language/language.js';
import { DEFAULT_ROWS, ROW_CHOICES } from './ledger-filter.js';

interface PagerProps {
  readonly total: number | undefined;
  readonly limit: number;
  readonly onLimit: (limit: number) => void;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

/** Leads through pages that the server makes: forward by its cursor, and back the way that was come. */
export function Pager({ total, limit, onLimit, onPrevious, onNext }: PagerProps) {
  const { t } = useSpoken();
  return (
    <div className="pager">
      <span role="status">{total === undefined ? '' : t('rowsFound', total)}</span>
      <Select
        aria-label={t('rowsPerPage')}
        value={limit}
        onChange={onLimit}
        options={ROW_CHOICES.map((value) => ({ value, label: `${t('rowsPerPage')} ${value}` }))}
        popupMatchSelectWidth={false}
      />
      <Button disabled={onPrevious === undefined} onClick={onPrevious}>
        {t('previousPage')}
      </Button>
      <Button disabled={onNext === undefined} onClick={onNext}>
        {t('nextPage')}
      </Button>
    </div>
  );
}

/** Where a reader is among the pages of a list: what to ask the server for, and the pager for what it answers. */
export function usePages(): {
  readonly asked: { readonly limit: number; readonly cursor?: string };
  readonly pagerOf: (page: { readonly total?: number; readonly next?: string } | undefined) => PagerProps;
} {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [limit, setLimit] = useState(DEFAULT_ROWS);
  const cursor = cursors.at(-1);
  return {
    asked: { limit, ...(cursor !== undefined && { cursor }) },
    pagerOf: (page) => {
      const next = page?.next;
      return {
        total: page?.total,
        limit,
        onLimit: setLimit,
        onPrevious: cursors.length === 0 ? undefined : () => setCursors(cursors.slice(0, -1)),
        onNext: next === undefined ? undefined : () => setCursors([...cursors, next]),
      };
    },
  };
}
