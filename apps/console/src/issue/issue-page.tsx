import { Descriptions, Spin, Steps, Tabs } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { useDocument, type Shown } from '../api/queries.js';
import type { DeclaredAct } from '../api/declarations.js';
import { ActBar } from '../forms/act-bar.js';
import { fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { LightTag } from '../light/light-tag.js';
import { LoadFailure } from '../records/load-failure.js';
import { RecordTimeline } from '../records/record-timeline.js';
import { ValueView } from '../records/value-view.js';
import { EvidencePanel } from './evidence-panel.js';
import type { IssueDoc } from './issue-document.js';
import { MeasuresPanel } from './measures-panel.js';
import { RepliesPanel } from './replies-panel.js';

/** The way of an issue, as most go it; a returned one is back in rectification. */
const WAY = ['RAISED', 'TRIAGED', 'ASSIGNED', 'MEASURES_SET', 'IN_RECTIFICATION', 'SUBMITTED', 'CLOSED'];
const BESIDE: Readonly<Record<string, string>> = {
  RETURNED: 'IN_RECTIFICATION',
  REOPENED: 'IN_RECTIFICATION',
  LONG_TERM: 'IN_RECTIFICATION',
  SUSPENDED: 'IN_RECTIFICATION',
};

const BASICS = [
  'manifestation',
  'source',
  'class',
  'wind',
  'rectification',
  'raisedOn',
  'raisedFor',
  'unit',
  'stage',
  'cause',
  'analysis',
  'hidden',
  'lead',
  'supporting',
  'leader',
  'owner',
  'deadline',
  'standard',
  'difficult',
  'effect',
  'returnReason',
  'opinion',
  'closedOn',
  'withdrawalReason',
] as const satisfies readonly (keyof IssueDoc)[];

const MEASURE_ACTS = new Set(['set-measure', 'complete-measure']);
const EVIDENCE_ACTS = new Set(['attach-evidence']);
const REPLY_ACTS = new Set(['give-reply']);
const elsewhere = (act: DeclaredAct): boolean =>
  ![MEASURE_ACTS, EVIDENCE_ACTS, REPLY_ACTS].some((acts) => acts.has(act.verb));

/** One issue (问题详情): where it stands, what may be done, and everything about it. */
export function IssuePage() {
  const { bureau = '', id = '' } = useParams();
  const { t } = useSpoken();
  const found = useDocument<IssueDoc>('issues', 'rectification-ledger', bureau, id);
  if (found.isPending) return <Spin description={t('loading')} />;
  if (found.error !== null) return <LoadFailure error={found.error} retry={() => void found.refetch()} />;
  return <Issue shown={found.data} bureau={bureau} id={id} />;
}

function Issue({
  shown,
  bureau,
  id,
}: {
  readonly shown: Shown<IssueDoc>;
  readonly bureau: string;
  readonly id: string;
}) {
  const { t, say } = useSpoken();
  const [address, setAddress] = useSearchParams();
  const { doc, idx } = shown;
  const record = { context: 'issues', aggregate: 'issue', bureau, id };
  const bar = (only: (act: DeclaredAct) => boolean) => (
    <ActBar record={record} doc={{ ...doc }} idx={idx} units={doc.units} only={only} />
  );
  const at = WAY.indexOf(BESIDE[doc.status] ?? doc.status);
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">{doc.code}</h1>
        <LightTag bureau={bureau} limited={{ ...doc, since: doc.raisedOn }} />
        <strong data-testid="status">{say(valueLabel(doc.status, 'status'))}</strong>
      </div>
      <p className="lead-text">{doc.manifestation ?? ''}</p>
      <Steps
        size="small"
        className="steps"
        current={at}
        status={at < 0 ? 'error' : doc.status === 'CLOSED' ? 'finish' : 'process'}
        items={WAY.map((status) => ({ title: say(valueLabel(status, 'status')) }))}
      />
      {bar(elsewhere)}
      <Tabs
        tabBarGutter={16}
        activeKey={address.get('tab') ?? 'basics'}
        onChange={(tab) => setAddress({ tab }, { replace: true })}
        items={[
          { key: 'basics', label: t('basics'), children: <Basics shown={shown} bureau={bureau} /> },
          {
            key: 'measures',
            label: t('measuresAndProgress'),
            children: (
              <>
                {bar(({ verb }) => MEASURE_ACTS.has(verb))}
                <MeasuresPanel doc={doc} bureau={bureau} />
              </>
            ),
          },
          {
            key: 'evidence',
            label: t('evidence'),
            children: (
              <>
                {bar(({ verb }) => EVIDENCE_ACTS.has(verb))}
                <EvidencePanel doc={doc} bureau={bureau} />
              </>
            ),
          },
          {
            key: 'replies',
            label: t('replies'),
            children: (
              <>
                {bar(({ verb }) => REPLY_ACTS.has(verb))}
                <RepliesPanel doc={doc} />
              </>
            ),
          },
          { key: 'timeline', label: t('timeline'), children: <RecordTimeline record={record} /> },
        ]}
      />
    </>
  );
}

function Basics({ shown, bureau }: { readonly shown: Shown<IssueDoc>; readonly bureau: string }) {
  const { say } = useSpoken();
  const { doc, withheld, erased } = shown;
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={BASICS.map((member) => ({
        key: member,
        label: say(fieldLabel(member)),
        children: <ValueView value={doc[member]} member={member} bureau={bureau} withheld={withheld} erased={erased} />,
      }))}
    />
  );
}
