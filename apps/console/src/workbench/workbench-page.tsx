import { Alert, Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useStanding } from '../api/standing.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { IssueList } from './issue-list.js';
import { TodoCards } from './todo-cards.js';
import { ownUnits, useReads } from './todo.js';

/** What waits for the reader, what he has dealt with and begun, and what he is told of (工作台). */
export function WorkbenchPage() {
  const { t, say } = useSpoken();
  const { session, powers, unitName } = useStanding();
  const [address, setAddress] = useSearchParams();
  const reads = useReads();
  const { account } = session;
  const lists = [
    ['handled', 'handledHint', { handledBy: account }],
    ['startedByMe', 'startedHint', { raisedBy: account }],
    ['copiedToMe', 'copiedHint', { supporting: ownUnits(powers) }],
  ] as const;
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
      <Tabs
        tabBarGutter={16}
        activeKey={address.get('of') ?? 'todo'}
        onChange={(of) => setAddress({ of })}
        items={[
          { key: 'todo', label: t('todo'), children: <TodoCards /> },
          ...(reads
            ? lists.map(([word, hint, asked]) => ({
                key: word,
                label: t(word),
                children: <IssueList label={t(word)} hint={t(hint)} asked={asked} />,
              }))
            : []),
        ]}
      />
    </>
  );
}
