import { Tag } from 'antd';
import { unitReference } from '../api/powers.js';
import { useView } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { ActBar } from '../forms/act-bar.js';
import { fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { Pager, usePages } from '../ledger/pager.js';
import { LoadFailure } from '../records/load-failure.js';
import { WideTable } from '../records/wide-table.js';
import {
  countingLines,
  mayStillCount,
  type CountingDoc,
  type CountingLine,
  type TellerPart,
} from './counting-rounds.js';

/** Acts of tellers. */
const TELLING: ReadonlySet<string> = new Set(['count-ballots', 'sign-tally']);
/** How often it is asked what the other teller has done meanwhile, in milliseconds. */
const COUNTING_REFRESH_MS = 15_000;

/**
 * The ballot rounds for those who count them (计票): each teller enters what he counted and signs. Of the other he sees whether, never
 * what [C5.12].
 */
export function CountingPage() {
  const { t, say } = useSpoken();
  const { session, unitName, stageName } = useStanding();
  const { asked: paged, pagerOf } = usePages();
  const asked = { sort: '-convenedOn', ...paged, total: true };
  const page = useView<CountingDoc>('evaluation', 'counting-rounds', asked, { everyMs: COUNTING_REFRESH_MS });
  const label = (member: string) => say(fieldLabel(member));
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">{t('counting')}</h1>
      </div>
      <p className="quiet">{t('countingIntro')}</p>
      {page.error !== null ? (
        <LoadFailure error={page.error} retry={() => void page.refetch()} />
      ) : (
        <WideTable<CountingLine>
          label={t('counting')}
          rowKey="key"
          loading={page.isPending || page.isPlaceholderData}
          dataSource={[...countingLines(page.data?.items ?? [], session.person)]}
          columns={[
            {
              title: label('unit'),
              key: 'unit',
              render: (_value, { bureau, doc }) => doc.unitName ?? unitName(unitReference(bureau, doc.unit)),
            },
            { title: label('stage'), key: 'stage', render: (_value, { bureau, doc }) => stageName(bureau, doc.stage) },
            { title: label('round'), key: 'round', render: (_value, { round }) => round },
            { title: label('object'), key: 'object', render: (_value, line) => <CountedObject {...line} /> },
            { title: label('paper'), key: 'paper', render: (_value, { counted }) => counted.paper ?? '—' },
            { title: t('ballotCode'), key: 'codes', render: (_value, { counted }) => counted.codes },
            {
              title: label('status'),
              key: 'status',
              render: (_value, { counted }) => say(valueLabel(counted.status, 'round')),
            },
            {
              title: t('countingTeller'),
              key: 'tellers',
              render: (_value, { parts }) => parts.map((part) => <Part key={part.teller} {...part} />),
            },
            { title: t('operations'), key: 'operations', render: (_value, line) => <Telling {...line} /> },
          ]}
        />
      )}
      <Pager {...pagerOf(page.data)} />
    </>
  );
}

/** Who is evaluated: the leading group, or a cadre by name. */
function CountedObject({ doc, counted }: CountingLine) {
  const { say } = useSpoken();
  const { personName } = useStanding();
  const object = doc.objects[counted.object];
  if (object === undefined) return counted.object;
  const who = object.name ?? (object.person === null ? '' : personName(object.person));
  return `${say(valueLabel(object.kind))} ${who}`.trim();
}

/** Whether a teller has entered and signed. */
function Part({ teller, mine, entered, signed }: TellerPart) {
  const { t } = useSpoken();
  const { personName } = useStanding();
  return (
    <div>
      <span className="beside">{mine ? t('countingMine') : personName(teller)}</span>
      <Tag color={entered ? 'green' : 'default'}>{t(entered ? 'countingEntered' : 'countingNotEntered')}</Tag>
      <Tag color={signed ? 'green' : 'default'}>{t(signed ? 'countingSigned' : 'countingNotSigned')}</Tag>
    </div>
  );
}

/** What a teller does in a round of his; in those of others nothing. */
function Telling(line: CountingLine) {
  const { t } = useSpoken();
  const { bureau, evaluation, idx, round, doc, counted, mine } = line;
  if (!mine) return <span className="quiet">{t('countingNotYours')}</span>;
  if (!mayStillCount(line)) return null;
  return (
    <ActBar
      record={{ context: 'evaluation', aggregate: 'evaluation', bureau, id: evaluation }}
      doc={{ ...doc, rounds: { [round]: counted } }} // the form is about this round
      idx={idx}
      units={[doc.unit]}
      only={({ verb }) => TELLING.has(verb)}
    />
  );
}
