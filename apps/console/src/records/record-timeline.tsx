import { Empty, Spin, Tag, Timeline } from 'antd';
import { Link } from 'react-router';
import type { RecordAddress } from '../api/declarations.js';
import { useTimeline, type TimelineItem } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { eventLabel, fieldLabel, valueLabel } from '../language/labels.js';
import { AuditPackButton } from '../jobs/audit-pack-button.js';
import { useSpoken } from '../language/language.js';
import { shownEventOf } from '../proof/shown-event.js';
import { HiddenBadge, ProofBadge } from '../proof/proof-badge.js';
import { TrustButton } from '../proof/trust-button.js';
import { shownTime } from '../deployment/deployment.js';
import { LoadFailure } from './load-failure.js';
import { pathOfReplay } from './records.js';
import { ValueView } from './value-view.js';

/** Members of events that are shown in another place, or are only of the machinery. */
const NOT_TOLD: ReadonlySet<string> = new Set(['reliedOn']);

/** All that happened to a record (时间线), the latest first: who, when, why, under which clause. */
export function RecordTimeline({ record }: { readonly record: RecordAddress }) {
  const { t } = useSpoken();
  const timeline = useTimeline(record);
  if (timeline.isPending) return <Spin description={t('loading')} />;
  if (timeline.error !== null) return <LoadFailure error={timeline.error} retry={() => void timeline.refetch()} />;
  if (timeline.data.length === 0) return <Empty description={t('nothingHere')} />;
  return (
    <>
      <div className="tools">
        <TrustButton ledger={`${record.context}/${record.bureau}`} />
        <AuditPackButton record={record} />
        <Link to={pathOfReplay(record)}>{t('replayOf')}</Link>
      </div>
      <Timeline
        items={timeline.data.toReversed().map((item) => ({
          key: item.idx,
          color: item.withdrawnBy === undefined ? 'blue' : 'gray',
          content: <Told item={item} record={record} />,
        }))}
      />
    </>
  );
}

function Told({ item, record }: { readonly item: TimelineItem; readonly record: RecordAddress }) {
  const { t, say } = useSpoken();
  const { personName } = useStanding();
  const { type, time, actor, clauses = [], late, withdrawnBy, withdraws, data = {} } = item;
  const shown = shownEventOf(item);
  if (type === undefined || shown === undefined)
    return (
      <span className="quiet">
        {t('withheld')} <HiddenBadge />
      </span>
    );
  const members = Object.entries(data).filter(([name]) => !NOT_TOLD.has(name));
  return (
    <article className="told-event">
      <h3>
        {say(eventLabel(type))} {withdrawnBy !== undefined && <Tag>{t('withdrawn')}</Tag>}
        {withdraws !== undefined && <Tag>{t('withdraws')}</Tag>}
        {late !== undefined && <Tag color="gold">{t('late', late.effectiveOn)}</Tag>}
        <ProofBadge record={record} shown={shown} />
      </h3>
      <p className="quiet">
        {time !== undefined && <time dateTime={time}>{shownTime(time)}</time>} ·{' '}
        {actor !== undefined && `${personName(actor.id.replace(/^acct-/, ''))} (${say(valueLabel(actor.role))})`}
        {clauses.length > 0 && ` · ${t('clause', clauses.join(' '))}`}
      </p>
      <dl className="nested">
        {members.map(([name, value]) => (
          <div key={name}>
            <dt>{say(fieldLabel(name))}</dt>
            <dd>
              <ValueView
                value={value}
                member={name}
                bureau={record.bureau}
                withheld={item.withheld ?? []}
                erased={item.erased ?? []}
              />
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
