import { Tabs } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ACTS, begins } from '../api/acts.js';
import { NewRecord } from '../forms/new-record.js';
import { useSpoken } from '../language/language.js';
import { pathOfRecord } from '../records/records.js';
import { BodiesPanel } from './bodies-panel.js';
import { PersonsPanel } from './persons-panel.js';
import { PowersPanel } from './powers-panel.js';
import { UnitsPanel } from './units-panel.js';

const CONTEXT = 'organization';

/** Units as a tree with their principals, persons, bodies and who holds which power (组织机构). */
export function OrganizationPage() {
  const { t } = useSpoken();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">{t('organization')}</h1>
        {ACTS.filter(
          (act) => act.context === CONTEXT && begins(act) && ['unit', 'person', 'body'].includes(act.aggregate),
        ).map((act) => (
          <NewRecord
            key={act.verb}
            act={act}
            known={(bureau) => ({ unit: bureau, parent: bureau })}
            onDone={({ aggregate, bureau, id }) => void navigate(pathOfRecord(CONTEXT, aggregate, bureau, id))}
          />
        ))}
        <Link to="/import?of=register">{t('importExcel')}</Link>
      </div>
      <Tabs
        activeKey={address.get('tab') ?? 'units'}
        onChange={(tab) => setAddress({ tab }, { replace: true })}
        items={[
          { key: 'units', label: t('unitTree'), children: <UnitsPanel /> },
          { key: 'persons', label: t('persons'), children: <PersonsPanel /> },
          { key: 'bodies', label: t('bodies'), children: <BodiesPanel /> },
          { key: 'powers', label: t('powers'), children: <PowersPanel /> },
        ]}
      />
    </>
  );
}
