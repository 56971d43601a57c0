import { Empty, Segmented, Slider, Spin } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { RecordAddress } from '../api/declarations.js';
import { shownTime } from '../deployment/deployment.js';
import { AuditPackButton } from '../jobs/audit-pack-button.js';
import { useSpoken } from '../language/language.js';
import { TrustButton } from '../proof/trust-button.js';
import { LoadFailure } from '../records/load-failure.js';
import { pathOfRecord } from '../records/records.js';
import { ComparePanel } from './compare-panel.js';
import { momentsOf, stepsBy, type TimeKind } from './moments.js';
import { ReadsPanel } from './reads-panel.js';
import { useReplay, type ReplayStep } from './replay-data.js';
import { StatePanel } from './state-panel.js';
import { StepCard } from './step-card.js';

/** How a record came to stand as it does (审计回放): step by step, as of any of its moments, and between two of them. */
export function ReplayPage() {
  const { context = '', aggregate = '', bureau = '', id = '' } = useParams();
  const { t } = useSpoken();
  const record = { context, aggregate, bureau, id };
  const replay = useReplay(record);
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">
          {t('replayOf')} {id}
        </h1>
        <Link to={pathOfRecord(context, aggregate, bureau, id)}>{t('replayBack')}</Link>
        <TrustButton ledger={`${context}/${bureau}`} />
        <AuditPackButton record={record} />
      </div>
      {replay.error !== null ? (
        <LoadFailure error={replay.error} retry={() => void replay.refetch()} />
      ) : replay.isPending ? (
        <Spin description={t('loading')} />
      ) : replay.data.length === 0 ? (
        <Empty description={t('nothingHere')} />
      ) : (
        <Told record={record} steps={replay.data} />
      )}
    </>
  );
}

function Told({ record, steps }: { readonly record: RecordAddress; readonly steps: readonly ReplayStep[] }) {
  const { t } = useSpoken();
  const [kind, setKind] = useState<TimeKind>('recorded');
  const [chosen, setChosen] = useState<number>();
  const moments = momentsOf(steps, kind);
  const last = moments.length - 1;
  const place = Math.min(chosen ?? last, last);
  const moment = moments[place];
  const told = (at: string | undefined): string =>
    at === undefined || at === '' ? t('withheld') : kind === 'recorded' ? shownTime(at) : at;
  const labelOf = (at: number): string => `${at + 1} · ${told(moments[at]?.at)}`;
  if (moment === undefined) return <Empty description={t('nothingHere')} />;
  const shown = stepsBy(steps, moment);
  return (
    <>
      <div className="moments">
        <Segmented<TimeKind>
          aria-label={t('replayBy')}
          value={kind}
          onChange={(next) => {
            setKind(next);
            setChosen(undefined);
          }}
          options={[
            { value: 'recorded', label: t('replayRecorded') },
            { value: 'effective', label: t('replayEffective') },
          ]}
        />
        <Slider
          min={0}
          max={last}
          value={place}
          disabled={last === 0}
          onChange={setChosen}
          tooltip={{ formatter: (value) => labelOf(value ?? 0) }}
          ariaLabelForHandle={t('replaySlider')}
          ariaValueTextFormatterForHandle={labelOf}
        />
        <strong data-testid="as-of">{t('replayAsOf', labelOf(place))}</strong>
      </div>
      <div className="replay">
        <section aria-label={t('replaySteps')}>
          <h2 className="section-title">{t('replaySteps')}</h2>
          {shown.map((step) => (
            <StepCard key={step.idx} step={step} place={steps.indexOf(step) + 1} record={record} />
          ))}
        </section>
        <div>
          <StatePanel record={record} moment={moment} shownAs={told(moment.at)} />
          <ComparePanel key={kind} record={record} moments={moments} labelOf={labelOf} />
          <ReadsPanel record={record} />
        </div>
      </div>
    </>
  );
}
