import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { person, personRejections, unit, unitRejections } from '@taizhang/organization-domain';
import { unitFacts, type ContextFeature, type FactProvider } from '@taizhang/platform';
import { personsView } from './persons.view.js';
import { unitsView } from './units.view.js';

const readers = role(...OFFICE_ROLES, 'system-admin', 'security-admin', 'audit-admin').at('unit-or-superior');

/** Unit in which a person is registered; key = the person's id. */
const personFact: FactProvider = async ({ key }, reads) => {
  const [found] = await reads.all(personsView.name, {
    ledgers: 'all',
    where: [{ op: 'eq', field: 'person', value: key }],
  });
  if (found === undefined) return { value: null, consulted: [] };
  const size = await reads.seen(personsView.name, found.ledger);
  return { value: found.doc['unit'] ?? null, consulted: [{ ledger: found.ledger, size }] };
};

/** Organization (组织机构): units as a tree in time, persons and principals. */
export const organizationFeature: ContextFeature = {
  context: 'organization',
  title: { zh: '组织机构', en: 'Organization' },
  aggregates: [unit, person],
  views: [
    { view: unitsView, title: { zh: '单位', en: 'Units' }, allow: readers },
    { view: personsView, title: { zh: '人员', en: 'Persons' }, allow: readers },
  ],
  policies: [],
  facts: { ...unitFacts(unitsView.name), 'organization.person': personFact },
  queries: [],
  catalogues: [],
  rejections: [...unitRejections, ...personRejections],
};
