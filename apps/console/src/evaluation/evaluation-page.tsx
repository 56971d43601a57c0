import { Spin, Tabs, Tag } from 'antd';
import { useParams } from 'react-router';
import { unitReference } from '../api/powers.js';
import { useDocument, type Shown } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { ActBar } from '../forms/act-bar.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { LoadFailure } from '../records/load-failure.js';
import { RecordTimeline } from '../records/record-timeline.js';
import { BallotCodes } from './ballot-codes.js';
import type { EvaluationDoc } from './evaluation-document.js';
import { ResultCard } from './result-card.js';

/** One evaluation: results per object, how far each matter has come, and what may be done. */
export function EvaluationPage() {
  const { bureau = '', id = '' } = useParams();
  const { t } = useSpoken();
  const found = useDocument<EvaluationDoc>('evaluation', 'evaluations', bureau, id);
  if (found.isPending) return <Spin description={t('loading')} />;
  if (found.error !== null) return <LoadFailure error={found.error} retry={() => void found.refetch()} />;
  return <Evaluated shown={found.data} bureau={bureau} id={id} />;
}

function Evaluated({
  shown,
  bureau,
  id,
}: {
  readonly shown: Shown<EvaluationDoc>;
  readonly bureau: string;
  readonly id: string;
}) {
  const { t, say } = useSpoken();
  const { unitName } = useStanding();
  const { doc, idx } = shown;
  const record = { context: 'evaluation', aggregate: 'evaluation', bureau, id };
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">{unitName(unitReference(bureau, doc.unit))}</h1>
        <span className="quiet">
          {id} · {doc.convenedOn}
        </span>
        <Tag color={doc.block === 'NONE' ? 'default' : 'red'} data-testid="block">
          {say(valueLabel(doc.block, 'block'))}
        </Tag>
        {doc.sensitive && <Tag color="gold">{t('sensitive')}</Tag>}
        <BallotCodes bureau={bureau} id={id} doc={doc} />
      </div>
      <ActBar record={record} doc={{ ...doc }} idx={idx} units={[doc.unit]} />
      <Tabs
        items={[
          {
            key: 'result',
            label: t('result'),
            children: (
              <div className="cards">
                {Object.keys(doc.objects).map((object) => (
                  <ResultCard key={object} doc={doc} object={object} />
                ))}
              </div>
            ),
          },
          { key: 'timeline', label: t('timeline'), children: <RecordTimeline record={record} /> },
        ]}
      />
    </>
  );
}
