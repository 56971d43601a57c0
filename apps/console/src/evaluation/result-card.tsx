import { Card, Descriptions, Steps, Tag } from 'antd';
import { useStanding } from '../api/standing.js';
import { fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import type { Word } from '../language/words.js';
import { shownHundredths } from '../rates/rate.js';
import { chainOf, type ChainStep, type EvaluationDoc, type RoundDoc, type Share } from './evaluation-document.js';
import { WideTable } from '../records/wide-table.js';

const GRADES = ['good', 'fairlyGood', 'average', 'poor'] as const;
const STEPS: Readonly<Record<ChainStep, Word>> = {
  tally: 'chainTally',
  block: 'chainBlock',
  assessment: 'chainAssessment',
  proposal: 'chainProposal',
  vote: 'chainVote',
  notice: 'chainNotice',
  lift: 'chainLift',
};

/** The round that counts: the certified one, else the last. */
function roundOf(doc: EvaluationDoc, object: string): RoundDoc | undefined {
  const rounds = Object.values(doc.rounds).filter((round) => round.object === object);
  return rounds.find(({ status }) => status === 'CERTIFIED') ?? rounds.at(-1);
}

/** A fraction as a policy holds it. */
function lineOf(tally: NonNullable<RoundDoc['tally']>): string {
  const value = tally.policy['criticism.threshold']?.value;
  const isFraction = typeof value === 'object' && value !== null && 'n' in value && 'd' in value;
  return isFraction ? `${String(value.n)}/${String(value.d)}` : '—';
}

/** What became of one object: grades, the four counting rules, the line, and the chain of acts that follows (结果卡). */
export function ResultCard({ doc, object }: { readonly doc: EvaluationDoc; readonly object: string }) {
  const { t, say } = useSpoken();
  const { personName } = useStanding();
  const evaluated = doc.objects[object];
  const round = roundOf(doc, object);
  const who = evaluated?.person === null || evaluated === undefined ? '' : ` ${personName(evaluated.person)}`;
  return (
    <Card size="small" title={<h2 className="card-title">{`${say(valueLabel(evaluated?.kind ?? object))}${who}`}</h2>}>
      {evaluated?.deferred === true ? (
        <p className="quiet">{say(fieldLabel('deferred'))}</p>
      ) : (
        <>
          {round?.tally === undefined ? (
            <p className="quiet">{round === undefined ? t('noTally') : say(valueLabel(round.status))}</p>
          ) : (
            <Result round={round} tally={round.tally} />
          )}
          <Chain doc={doc} object={object} />
        </>
      )}
    </Card>
  );
}

/** How far the matter has come (办理链条). */
function Chain({ doc, object }: { readonly doc: EvaluationDoc; readonly object: string }) {
  const { t } = useSpoken();
  return (
    <>
      <h3>{t('chain')}</h3>
      <Steps
        size="small"
        orientation="vertical"
        items={chainOf(doc, object).map(({ step, done }) => ({
          title: t(STEPS[step]),
          status: done ? ('finish' as const) : ('wait' as const),
          content: <StepDetail doc={doc} object={object} step={step} />,
        }))}
      />
    </>
  );
}

function StepDetail({
  doc,
  object,
  step,
}: {
  readonly doc: EvaluationDoc;
  readonly object: string;
  readonly step: ChainStep;
}) {
  const { t, say } = useSpoken();
  const criticism = doc.criticisms[object];
  const vote = doc.votes[object];
  const block = doc.blocks[object];
  if (step === 'assessment' && criticism?.assessment) return <>{say(valueLabel(criticism.assessment.finding))}</>;
  if (step === 'vote' && vote !== undefined)
    return <>{t('voteCounts', vote.members, vote.inFavour, vote.against, vote.abstained)}</>;
  if (step === 'proposal' && criticism !== undefined) return <>{say(valueLabel(criticism.status, 'criticism'))}</>;
  if (step === 'block' && block !== undefined) return <>{say(valueLabel(block, 'block'))}</>;
  return null;
}

function Result({ round, tally }: { readonly round: RoundDoc; readonly tally: NonNullable<RoundDoc['tally']> }) {
  const { t, say } = useSpoken();
  const inForce = tally.policy['tally.denominator']?.value;
  const label = (member: string) => say(fieldLabel(member));
  return (
    <>
      <p>
        {round.verdict !== null && (
          <Tag color={round.verdict === 'BELOW' ? 'red' : 'green'}>{say(valueLabel(round.verdict, 'verdict'))}</Tag>
        )}
        {round.sensitive === true && <Tag color="gold">{t('sensitive')}</Tag>}
        <span>
          {t('line')} {lineOf(tally)}
        </span>
      </p>
      <Descriptions
        size="small"
        column={4}
        layout="vertical"
        bordered
        items={[
          ...GRADES.map((grade) => ({ key: grade, label: label(grade), children: tally.grades[grade] })),
          { key: 'issued', label: label('issued'), children: round.issued },
          { key: 'returned', label: label('returned'), children: tally.returned },
          { key: 'valid', label: label('valid'), children: round.valid },
          { key: 'abstained', label: label('abstained'), children: tally.abstained },
          { key: 'spoiled', label: label('spoiled'), children: tally.spoiled },
        ]}
      />
      <WideTable<Share>
        label={t('share')}
        rowKey="basis"
        dataSource={[...tally.shares]}
        columns={[
          {
            title: t('denominator'),
            key: 'basis',
            render: (_value, { basis }) => (
              <>
                {say(valueLabel(basis, 'basis'))} {basis === inForce && <Tag>{t('inForce')}</Tag>}
              </>
            ),
          },
          {
            title: t('share'),
            key: 'share',
            render: (_value, { numerator, denominator, hundredths }) =>
              hundredths === null ? t('noDenominator') : `${numerator}/${denominator} = ${shownHundredths(hundredths)}`,
          },
          {
            title: t('line'),
            key: 'below',
            render: (_value, { below }) => (below === null ? '—' : t(below ? 'below' : 'notBelow')),
          },
        ]}
      />
    </>
  );
}
