import { Card, Empty, Spin, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { bureauOf, unitReference } from '../api/powers.js';
import type { Shown } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import type { EvaluationDoc } from '../evaluation/evaluation-document.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { LightTag } from '../light/light-tag.js';
import type { IssueDoc } from '../issue/issue-document.js';
import { LoadFailure } from '../records/load-failure.js';
import {
  SHOWN_ROWS,
  useDueSoon,
  useEvaluations,
  useMyIssues,
  useOverdue,
  useReads,
  useToReview,
  useUnitIssues,
  type Found,
} from './todo.js';

/** What waits for the reader (待办). */
export function TodoCards() {
  const { t } = useSpoken();
  const reads = useReads();
  const cards: readonly (readonly [string, Found<IssueDoc>])[] = [
    [t('myIssues'), useMyIssues()],
    [t('unitIssues'), useUnitIssues()],
    [t('dueSoon'), useDueSoon()],
    [t('overdue'), useOverdue()],
    [t('toReview'), useToReview()],
  ];
  const evaluations = useEvaluations();
  return (
    <div className="cards">
      {reads && cards.map(([title, found]) => <Todo key={title} title={title} found={found} line={IssueLine} />)}
      {(evaluations.data?.items.length ?? 0) > 0 && (
        <Todo title={t('evaluationsUnderWay')} found={evaluations} line={EvaluationLine} />
      )}
    </div>
  );
}

interface TodoProps<Doc> {
  readonly title: string;
  readonly found: Found<Doc>;
  readonly line: (props: { readonly row: Shown<Doc> }) => ReactNode;
}

function Todo<Doc>({ title, found, line: Line }: TodoProps<Doc>) {
  const { t } = useSpoken();
  const { data, error, isLoading } = found;
  const items = (data?.items ?? []).slice(0, SHOWN_ROWS);
  const total = data?.total ?? 0;
  return (
    <Card size="small" title={<h2 className="card-title">{`${title} ${String(total)}`}</h2>}>
      {isLoading && <Spin />}
      {error !== null && error !== undefined && <LoadFailure error={error} />}
      {items.length === 0 && !isLoading && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('nothingToDo')} />
      )}
      <ul className="todo">
        {items.map((row) => (
          <li key={`${row.ledger}/${row.key}`}>
            <Line row={row} />
          </li>
        ))}
      </ul>
      {total > items.length && <p className="quiet">{t('tooMany', total, items.length)}</p>}
    </Card>
  );
}

function IssueLine({ row: { ledger, key, doc } }: { readonly row: Shown<IssueDoc> }) {
  const bureau = bureauOf({ ledger });
  return (
    <>
      <Link to={`/issues/${bureau}/${encodeURIComponent(key)}`}>{doc.code}</Link>
      <LightTag bureau={bureau} limited={{ ...doc, since: doc.raisedOn }} />
      <span className="todo-text">{doc.manifestation ?? ''}</span>
      <span className="quiet">{doc.deadline ?? ''}</span>
    </>
  );
}

function EvaluationLine({ row: { ledger, key, doc } }: { readonly row: Shown<EvaluationDoc> }) {
  const { say } = useSpoken();
  const { unitName, stageName } = useStanding();
  const bureau = bureauOf({ ledger });
  return (
    <>
      <Link to={`/evaluations/${bureau}/${encodeURIComponent(key)}`}>{unitName(unitReference(bureau, doc.unit))}</Link>
      {doc.block !== 'NONE' && <Tag color="red">{say(valueLabel(doc.block, 'block'))}</Tag>}
      <span className="todo-text">{stageName(bureau, doc.stage)}</span>
      <span className="quiet">{doc.meetingOn ?? doc.convenedOn}</span>
    </>
  );
}
