import { Alert, Card, Empty, Spin } from 'antd';
import { Link } from 'react-router';
import type { Page } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { LightTag } from '../light/light-tag.js';
import type { IssueDoc } from '../issue/issue-document.js';
import { LoadFailure } from '../records/load-failure.js';
import { SHOWN_ROWS, useDueSoon, useMyIssues, useOverdue, useReads, useToReview } from './todo.js';

interface Asked {
  readonly data: Page<IssueDoc> | undefined;
  readonly error: unknown;
  readonly isLoading?: boolean;
}

/** What waits for the reader (工作台). */
export function WorkbenchPage() {
  const { t, say } = useSpoken();
  const { session, unitName } = useStanding();
  const reads = useReads();
  const cards: readonly (readonly [string, Asked])[] = [
    [t('myIssues'), useMyIssues()],
    [t('dueSoon'), useDueSoon()],
    [t('overdue'), useOverdue()],
    [t('toReview'), useToReview()],
  ];
  return (
    <>
      <h1 className="page-title">{t('workbench')}</h1>
      {session.powers.length === 0 ? (
        <Alert type="info" showIcon title={t('noPowers')} />
      ) : (
        <p className="quiet">
          {session.powers.map(({ unit, role }) => `${unitName(unit)} · ${say(valueLabel(role))}`).join('; ')}
        </p>
      )}
      <div className="cards">
        {reads && cards.map(([title, asked]) => <Todo key={title} title={title} asked={asked} />)}
      </div>
    </>
  );
}

function Todo({ title, asked }: { readonly title: string; readonly asked: Asked }) {
  const { t } = useSpoken();
  const { data, error, isLoading } = asked;
  const items = (data?.items ?? []).slice(0, SHOWN_ROWS);
  const total = data?.total ?? 0;
  return (
    <Card size="small" title={<h2 className="card-title">{`${title} ${String(total)}`}</h2>}>
      {isLoading === true && <Spin />}
      {error !== null && error !== undefined && <LoadFailure error={error} />}
      {items.length === 0 && isLoading !== true && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('nothingToDo')} />
      )}
      <ul className="todo">
        {items.map(({ ledger, key, doc }) => (
          <li key={`${ledger}/${key}`}>
            <Link to={`/issues/${ledger.slice(ledger.indexOf('/') + 1)}/${encodeURIComponent(key)}`}>{doc.code}</Link>
            <LightTag bureau={ledger.slice(ledger.indexOf('/') + 1)} limited={{ ...doc, since: doc.raisedOn }} />
            <span className="todo-text">{doc.manifestation ?? ''}</span>
            <span className="quiet">{doc.deadline ?? ''}</span>
          </li>
        ))}
      </ul>
      {total > items.length && <p className="quiet">{t('tooMany', total, items.length)}</p>}
    </Card>
  );
}
