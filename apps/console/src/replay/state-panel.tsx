import { Spin } from 'antd';
import type { RecordAddress } from '../api/declarations.js';
import { useSpoken } from '../language/language.js';
import { LoadFailure } from '../records/load-failure.js';
import { ValueView } from '../records/value-view.js';
import type { Moment } from './moments.js';
import { useStateThen } from './replay-data.js';

interface StatePanelProps {
  readonly record: RecordAddress;
  readonly moment: Moment;
  readonly shownAs: string;
}

/** How a record stood at a moment. */
export function StatePanel({ record, moment, shownAs }: StatePanelProps) {
  const { t } = useSpoken();
  const found = useStateThen(record, moment);
  return (
    <section aria-label={t('replayStanding')}>
      <h2 className="section-title">
        {t('replayStanding')} <span className="quiet">{t('replayAsOf', shownAs)}</span>
      </h2>
      {found.error !== null ? (
        <LoadFailure error={found.error} retry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Spin description={t('loading')} />
      ) : found.data.withheld ? (
        <p className="quiet">{t('replayWithheld')}</p>
      ) : (
        <div className="state-then">
          <ValueView value={found.data.state} member="state" bureau={record.bureau} aggregate={record.aggregate} />
        </div>
      )}
    </section>
  );
}
