import { Button, Select } from 'antd';
import { useSpoken } from '../language/language.js';
import { ROW_CHOICES } from './ledger-filter.js';

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
