import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { VIEWS } from '../api/acts.js';
import { mayAsk } from '../api/powers.js';
import { useStanding } from '../api/standing.js';
import { useSpoken } from '../language/language.js';
import type { Word } from '../language/words.js';
import { ImportPanel } from './import-panel.js';

/** What can be imported: the job, the view that whoever imports must see, the context that changes, and whether ids of another system are told. */
interface Kind {
  readonly key: string;
  readonly job: string;
  readonly context: string;
  readonly view: string;
  readonly title: Word;
  readonly hint: Word;
  readonly foreign: boolean;
}

const KINDS: readonly Kind[] = [
  {
    key: 'ledger',
    job: 'issues.rectification-ledger-import',
    context: 'issues',
    view: 'rectification-ledger',
    title: 'ledger',
    hint: 'importLedgerHint',
    foreign: false,
  },
  {
    key: 'register',
    job: 'organization.register-import',
    context: 'organization',
    view: 'persons',
    title: 'importRegister',
    hint: 'importRegisterHint',
    foreign: true,
  },
];

/** Imports from Excel (导入): first a dry run that names every bad cell, then the real one. */
export function ImportPage() {
  const { t } = useSpoken();
  const { powers } = useStanding();
  const [address, setAddress] = useSearchParams();
  const offered = KINDS.filter(({ context, view }) =>
    VIEWS.some((one) => one.context === context && one.name === view && mayAsk(powers, one)),
  );
  return (
    <>
      <h1 className="page-title">{t('importFrom')}</h1>
      <Tabs
        activeKey={address.get('of') ?? offered[0]?.key ?? ''}
        onChange={(of) => setAddress({ of }, { replace: true })}
        items={offered.map((kind) => ({
          key: kind.key,
          label: t(kind.title),
          children: <ImportPanel job={kind.job} context={kind.context} hint={kind.hint} foreign={kind.foreign} />,
        }))}
      />
    </>
  );
}
