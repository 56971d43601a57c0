import { OFFICE_ROLES, role, withdrawalRejections } from '@taizhang/kernel';
import {
  body,
  bodyRejections,
  erasure,
  erasureRejections,
  outsideClaim,
  outsideIdRejections,
  person,
  personRejections,
  policy,
  policyRejections,
  unit,
  unitRejections,
} from '@taizhang/organization-domain';
import {
  policyDirectoryView,
  policyFacts,
  powerDirectoryView,
  powerFacts,
  unitFacts,
  type ContextFeature,
} from '@taizhang/platform';
import { erasuresView } from './erasures.view.js';
import { bodiesView } from './bodies.view.js';
import { BODY_MEMBERS_FACT, bodyMembersFact } from './body-members.fact.js';
import { delegationsEndPolicy } from './delegations-end.policy.js';
import { membershipsEndPolicy } from './memberships-end.policy.js';
import { postsEndPolicy } from './posts-end.policy.js';
import { outsideClaimsView } from './outside-claims.view.js';
import { OUTSIDE_ID_FACT, outsideIdFact } from './outside-id.fact.js';
import { personFacts } from './person.facts.js';
import { personsView } from './persons.view.js';
import { UNIT_BODIES_FACT, unitBodiesFact } from './unit-bodies.fact.js';
import { registerImport } from './register-import/register-import.job.js';
import { unitHistoryQuery } from './unit-history.query.js';
import { UNIT_STANDING_FACT, unitStandingFact } from './unit-standing.fact.js';
import { UNITS_BELOW_FACT, unitsBelowFact } from './units-below.fact.js';
import { unitsOnQuery } from './units-on.query.js';
import { unitsView } from './units.view.js';

const readers = role(...OFFICE_ROLES, 'system-admin', 'security-admin', 'audit-admin').at('unit-or-superior');

/** Organization (组织机构): units as a tree in time, persons and principals. */
export const organizationFeature: ContextFeature = {
  context: 'organization',
  title: { zh: '组织机构', en: 'Organization' },
  aggregates: [unit, person, body, policy, erasure, outsideClaim],
  views: [
    { view: unitsView, title: { zh: '单位', en: 'Units' }, allow: readers, unitField: 'unit' },
    { view: personsView, title: { zh: '人员', en: 'Persons' }, allow: readers, unitField: 'unit' },
    { view: bodiesView, title: { zh: '机构名录', en: 'Bodies' }, allow: readers, unitField: 'unit' },
    {
      view: outsideClaimsView,
      title: { zh: '外部编号占用', en: 'Claims on outside ids' },
      allow: role('system-admin').at('unit-or-superior'),
    },
    {
      view: policyDirectoryView('organization'),
      title: { zh: '政策参数', en: 'Policy parameters' },
      allow: readers,
    },
    {
      view: erasuresView,
      title: { zh: '删除申请', en: 'Erasures' },
      allow: role('security-admin', 'audit-admin', 'committee-secretary', 'auditor').at('unit-or-superior'),
    },
    {
      view: powerDirectoryView('organization'),
      title: { zh: '职权名录', en: 'Power directory' },
      allow: readers,
      unitField: 'unit',
    },
  ],
  policies: [membershipsEndPolicy, delegationsEndPolicy, postsEndPolicy],
  facts: {
    ...unitFacts(unitsView.name),
    ...powerFacts,
    ...policyFacts(unitsView.name),
    ...personFacts,
    [BODY_MEMBERS_FACT]: bodyMembersFact,
    [UNIT_BODIES_FACT]: unitBodiesFact,
    [UNIT_STANDING_FACT]: unitStandingFact,
    [UNITS_BELOW_FACT]: unitsBelowFact,
    [OUTSIDE_ID_FACT]: outsideIdFact,
  },
  queries: [unitsOnQuery(readers), unitHistoryQuery(readers)],
  jobs: [registerImport],
  catalogues: [],
  rejections: [
    ...unitRejections,
    ...personRejections,
    ...bodyRejections,
    ...policyRejections,
    ...erasureRejections,
    ...outsideIdRejections,
    ...withdrawalRejections,
  ],
};
