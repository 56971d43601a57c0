import { Select, Spin } from 'antd';
import { useState } from 'react';
import type { RecordAddress } from '../api/declarations.js';
import { useSpoken } from '../language/language.js';
import { LoadFailure } from '../records/load-failure.js';
import { ChangeTable } from './change-table.js';
import type { Moment } from './moments.js';
import { useComparison } from './replay-data.js';

interface ComparePanelProps {
  readonly record: RecordAddress;
  readonly moments: readonly Moment[];
  readonly labelOf: (place: number) => string;
}

/** What differs between two moments of a record. */
export function ComparePanel({ record, moments, labelOf }: ComparePanelProps) {
  const { t } = useSpoken();
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(moments.length - 1);
  const found = useComparison(record, moments[from], moments[to]);
  const options = moments.map((_moment, place) => ({ value: place, label: labelOf(place) }));
  return (
    <section aria-label={t('replayCompare')}>
      <h2 className="section-title">{t('replayCompare')}</h2>
      <div className="tools">
        {(
          [
            ['replayFrom', from, setFrom],
            ['replayTo', to, setTo],
          ] as const
        ).map(([word, value, choose]) => (
          <label key={word} className="moment-choice">
            <span>{t(word)}</span>
            <Select
              aria-label={t(word)}
              value={value}
              options={options}
              onChange={choose}
              popupMatchSelectWidth={false}
            />
          </label>
        ))}
      </div>
      {found.error !== null ? (
        <LoadFailure error={found.error} retry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Spin description={t('loading')} />
      ) : (
        <ChangeTable changes={found.data.changes} bureau={record.bureau} label={t('replayCompare')} />
      )}
    </section>
  );
}
