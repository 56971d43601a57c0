import { Descriptions, Spin, Tabs } from 'antd';
import { useParams } from 'react-router';
import { actsOn } from '../api/acts.js';
import { ActBar } from '../forms/act-bar.js';
import { PublicAddress } from '../intake/public-address.js';
import { fieldLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { LoadFailure } from './load-failure.js';
import { RecordTimeline } from './record-timeline.js';
import { unitsOf, viewOf } from './records.js';
import { useShown } from './use-shown.js';
import { ValueView } from './value-view.js';

/** Members that say where a record is, not what it is. */
const OF_MACHINERY: ReadonlySet<string> = new Set(['kind', 'acts']);

/** Any record of any aggregate: what is known of it, what may be done, what happened. */
export function RecordPage() {
  const { context = '', aggregate = '', bureau = '', id = '' } = useParams();
  const { t, say } = useSpoken();
  const record = { context, aggregate, bureau, id };
  const view = viewOf(context, aggregate);
  const found = useShown(record, view);
  if (found.isPending) return <Spin description={t('loading')} />;
  if (found.error !== null) return <LoadFailure error={found.error} retry={() => void found.refetch()} />;
  const { doc, withheld, erased, idx } = found.data;
  const members = Object.entries(doc).filter(([name]) => !OF_MACHINERY.has(name));
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">{typeof doc['name'] === 'string' ? doc['name'] : id}</h1>
        <span className="quiet">{view === undefined ? `${context}/${aggregate}` : say(view.title)}</span>
      </div>
      {actsOn(context, aggregate).length > 0 && (
        <ActBar record={record} doc={doc} idx={idx} units={unitsOf(doc, bureau)} />
      )}
      <Tabs
        items={[
          {
            key: 'basics',
            label: t('basics'),
            children: (
              <Descriptions
                bordered
                size="small"
                column={1}
                items={members.map(([name, value]) => ({
                  key: name,
                  label: say(fieldLabel(name)),
                  children: (
                    <ValueView
                      value={value}
                      member={name}
                      aggregate={aggregate}
                      bureau={bureau}
                      withheld={withheld}
                      erased={erased}
                    />
                  ),
                }))}
              />
            ),
          },
          { key: 'timeline', label: t('timeline'), children: <RecordTimeline record={record} /> },
          ...(context === 'issues' && aggregate === 'channel'
            ? [{ key: 'public', label: t('publicAddress'), children: <PublicAddress bureau={bureau} channel={id} /> }]
            : []),
        ]}
      />
    </>
  );
}
