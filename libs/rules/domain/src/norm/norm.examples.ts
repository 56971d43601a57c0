import { normEvents } from '@taizhang/contracts';

const IN_OFFICE = ['P-B1', 'P-D1', 'P-O2', 'P-O3'];

/** What is known around the norms of these tests: the bureau, who is in office, its branches, its principal and an upload. */
export const known = {
  ...Object.fromEntries(IN_OFFICE.map((person) => [`organization.person-in-office/${person}`, 'b-ding'])),
  'organization.unit-level/wgx-0371': 'BUREAU',
  'organization.unit-path/wgx-0371/wgx-0371': ['wgx-0371', 'city-jc', 'province-0'],
  'organization.unit-path/wgx-0371/b-ding': ['wgx-0371/b-ding', 'wgx-0371', 'city-jc'],
  'organization.principal/wgx-0371/wgx-0371': 'P-B1',
  [`platform.blob/rules/wgx-0371/${'5'.repeat(64)}`]: { size: 2_048, mediaType: 'application/pdf' },
};

/** Who acts, on which day of 2014. */
export const on = (day: string, account: string, role: 'campaign-office' | 'committee-secretary') => ({
  id: 'zd-2014-01',
  actor: { id: account, role },
  now: `2014-${day}T02:00:00.000Z`,
  known,
});
export const office = (day: string) => on(day, 'acct-P-O1', 'campaign-office');
export const committee = (day: string) => on(day, 'acct-P-C1', 'committee-secretary');

export const material = { sha256: '5'.repeat(64), size: 2_048 };

/** A norm of the province, to be refined. */
export const reception = {
  level: 'PROVINCE',
  issuer: 'province-0',
  number: { series: 'swf', year: 2013, serial: 4 },
  issuedOn: '2013-01-20',
  subject: 'RECEPTIONS',
  treatment: 'REFINE',
  unit: 'b-ding',
  owner: 'P-D1',
  title: '公务接待管理规定',
} as const;
export const received = normEvents.NormReceived({
  ...reception,
  norm: 'zd-2014-01',
  stage: null,
  on: '2014-08-15',
  reason: null,
  material: null,
});

/** The bureau's own norm of area 1. */
export const draft = {
  issuer: 'wgx-0371',
  unit: 'b-ding',
  owner: 'P-D1',
  area: 1,
  drafters: ['P-O2'],
  title: '直接联系群众制度（稿）',
};
export const drafted = normEvents.NormDrafted({
  ...draft,
  norm: 'zd-2014-01',
  draft: 1,
  level: 'BUREAU',
  key: false,
  sponsor: null,
  refines: null,
  stage: null,
  on: '2014-08-16',
  text: null,
  obligations: [],
  material: null,
});
export const draftedBy = (account: string, onBehalfOf?: string) => ({
  event: drafted,
  by: { id: account, role: 'campaign-office' as const },
  ...(onBehalfOf !== undefined && { onBehalfOf }),
});

export const publication = {
  number: { series: 'jwgx', year: 2014, serial: 18 },
  from: '2014-09-01',
  title: '直接联系群众制度',
};
export const published = normEvents.NormPublished({
  ...publication,
  norm: 'zd-2014-01',
  level: 'BUREAU',
  issuer: 'wgx-0371',
  unit: 'b-ding',
  area: 1,
  key: false,
  refines: null,
  supersedes: [],
  stage: null,
  on: '2014-08-29',
  to: null,
  text: null,
  material: null,
});
