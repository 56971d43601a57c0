import { Tooltip } from 'antd';
import { useSpoken } from '../language/language.js';
import { hasEnded } from '../light/light.js';
import { shownRate, totalsOf, type CountsByStatus } from '../rates/rate.js';

/** The numbers that are always asked, of the rows that the filter finds: 总数/已销号/整改中/超期/完成率. */
export function LedgerSummary({
  counts,
  overdue,
}: {
  readonly counts: CountsByStatus;
  readonly overdue: CountsByStatus;
}) {
  const { t } = useSpoken();
  const { total, closed, inRectification } = totalsOf(counts);
  const late = Object.entries(overdue).reduce((sum, [status, count]) => (hasEnded(status) ? sum : sum + count), 0);
  return (
    <dl className="summary">
      <Figure label={t('total')} value={total} />
      <Figure label={t('closed')} value={closed} />
      <Figure label={t('inRectification')} value={inRectification} />
      <Figure label={t('overdue')} value={late} />
      <div>
        <dt>{t('completionRate')}</dt>
        <dd>
          <Tooltip title={`${closed} / ${total}`}>
            <span tabIndex={0}>{shownRate(closed, total)}</span>
          </Tooltip>
          <span className="fraction">
            {closed}/{total}
          </span>
        </dd>
      </div>
    </dl>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
