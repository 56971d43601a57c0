import { normEvents } from '@taizhang/contracts';
import type { JsonObject } from '@taizhang/kernel';
import { eventIdAt, given } from '@taizhang/testkit';
import { draftNorm } from './draft-norm.command.js';
import { norm } from './norm.aggregate.js';
import {
  committee,
  draft,
  drafted,
  draftedBy,
  known,
  material,
  office,
  on,
  publication,
  published,
} from './norm.examples.js';
import { publishNorm } from './publish-norm.command.js';
import { repealNorm } from './repeal-norm.command.js';
import { withdrawDraft } from './withdraw-draft.command.js';
import { withdrawPublication } from './withdraw-publication.command.js';
import { withdrawRepeal } from './withdraw-repeal.command.js';
import { withdrawSupersession } from './withdraw-supersession.command.js';

const knowing = (more: object) => ({ ...office('08-16'), known: { ...known, ...more } });
const standing = (more: object = {}) => ({
  seen: 5,
  status: 'PUBLISHED',
  treatment: null,
  from: null,
  to: null,
  ...more,
});
const wrong = (rev: number) => ({ event: eventIdAt(rev), reason: '录入有误' });

describe('draft a norm 起草制度', () => {
  it('[C3.11] of one of the eight areas, with who answers for it', () => {
    given(norm).when(draftNorm, draft, office('08-16')).then(drafted);
  });

  it('[C3.11] as often as it takes until it is published', () => {
    const again = normEvents.NormDrafted({ ...drafted.data, draft: 2, on: '2014-08-18', title: '二稿' });
    given(norm, drafted)
      .when(draftNorm, { ...draft, title: '二稿' }, office('08-18'))
      .then(again);
    given(norm, drafted, published)
      .when(draftNorm, draft, office('09-02'))
      .thenRejected('NORM_STATE_FORBIDS', { status: 'PUBLISHED' });
  });

  it('[C3.11] issued by the bureau or a branch of it, at its level', () => {
    given(norm)
      .when(draftNorm, { ...draft, issuer: 'b-ding' }, office('08-16'))
      .then(normEvents.NormDrafted({ ...drafted.data, issuer: 'b-ding', level: 'BRANCH' }));
    const city = knowing({ 'organization.unit-path/wgx-0371/city-jc': ['city-jc', 'province-0'] });
    given(norm)
      .when(draftNorm, { ...draft, issuer: 'city-jc' }, city)
      .thenRejected('ISSUER_NOT_OWN', { issuer: 'city-jc' });
    given(norm)
      .when(draftNorm, { ...draft, issuer: 'b-x' }, office('08-16'))
      .thenRejected('ISSUER_NOT_OWN');
    given(norm)
      .when(draftNorm, { ...draft, unit: 'b-x' }, office('08-16'))
      .thenRejected('UNIT_UNKNOWN');
  });

  it('[C6.10] sponsored by the principal where it is a key norm', () => {
    const key = { ...draft, key: true };
    given(norm).when(draftNorm, key, office('08-16')).thenRejected('PRINCIPAL_SPONSORS_KEY_NORM');
    given(norm)
      .when(draftNorm, { ...key, sponsor: 'P-B2' }, office('08-16'))
      .thenRejected('PRINCIPAL_SPONSORS_KEY_NORM');
    given(norm)
      .when(draftNorm, { ...key, sponsor: 'P-B1' }, office('08-16'))
      .then(normEvents.NormDrafted({ ...drafted.data, key: true, sponsor: 'P-B1' }));
    // Without a principal nobody is.
    given(norm)
      .when(draftNorm, key, knowing({ 'organization.principal/wgx-0371/wgx-0371': null }))
      .thenRejected('PRINCIPAL_SPONSORS_KEY_NORM');
  });

  it('[C3.1] refines only what is on record to be refined', () => {
    const input = { ...draft, refines: 'zd-2013-04' };
    const refined = (fact: unknown) => knowing({ 'rules.norm/wgx-0371/zd-2013-04': fact });
    const received = standing({ status: 'RECEIVED', treatment: 'REFINE' });
    given(norm)
      .when(draftNorm, input, refined(received))
      .then(normEvents.NormDrafted({ ...drafted.data, refines: 'zd-2013-04' }));
    for (const fact of [undefined, { ...received, treatment: 'ADOPT' }, standing()])
      given(norm).when(draftNorm, input, refined(fact)).thenRejected('NORM_NOT_TO_REFINE', { norm: 'zd-2013-04' });
  });

  it('[C1.0.a] refuses an owner, a sponsor and drafters who are not in office, and names them', () => {
    const strange = { owner: 'nobody.P-1', sponsor: 'nobody.P-2', drafters: ['P-O2', 'nobody.P-3'] };
    given(norm)
      .when(draftNorm, { ...draft, ...strange }, office('08-16'))
      .thenRejected('PERSON_UNKNOWN', { persons: ['nobody.P-1', 'nobody.P-2', 'nobody.P-3'] });
  });

  it('[C1.0.a] drafts anew with those who were named before, also when one has left since', () => {
    const left = { ...office('08-17'), known: { ...known, 'organization.person-in-office/P-D1': null } };
    given(norm, drafted)
      .when(draftNorm, draft, left)
      .then(normEvents.NormDrafted({ ...drafted.data, draft: 2, on: '2014-08-17' }));
    given(norm, drafted)
      .when(draftNorm, { ...draft, owner: 'P-GONE' }, left)
      .thenRejected('PERSON_UNKNOWN', { persons: ['P-GONE'] });
  });

  it('refuses a person or an obligation listed twice, and a text that was not uploaded', () => {
    given(norm)
      .when(draftNorm, { ...draft, drafters: ['P-O2', 'P-O2'] }, office('08-16'))
      .thenRejected('ID_REPEATED');
    const obligation = { obligation: 'ob-1', description: '逐次公示' };
    given(norm)
      .when(draftNorm, { ...draft, obligations: [obligation, obligation] }, office('08-16'))
      .thenRejected('ID_REPEATED');
    given(norm)
      .when(draftNorm, { ...draft, material }, { ...office('08-16'), bureau: 'wgx-0372' })
      .thenRejected('ISSUER_NOT_OWN');
    given(norm)
      .when(draftNorm, { ...draft, material: { sha256: '6'.repeat(64), size: 1 } }, office('08-16'))
      .thenRejected('MATERIAL_UNKNOWN', { sha256: '6'.repeat(64) });
  });
});

describe('publish a norm 印发制度', () => {
  it('[C3.11] [C3.18] gives it its number and the day from which it is in force, and makes it public', () => {
    given(norm, drafted).when(publishNorm, publication, committee('08-29')).then(published);
    expect(published.clr).toBe(0);
    expect(given(norm, drafted, published).state).toMatchObject({ status: 'PUBLISHED', from: '2014-09-01' });
  });

  it('[C3.11] is not for whoever drafted it, recorded a draft, or has one of them act', () => {
    const drafter = on('08-29', 'acct-P-O2', 'committee-secretary');
    given(norm, drafted).when(publishNorm, publication, drafter).thenRejected('DRAFTER_PUBLISHES');
    given(norm, drafted)
      .when(publishNorm, publication, { ...committee('08-29'), onBehalfOf: 'acct-P-O2' })
      .thenRejected('DRAFTER_PUBLISHES');
    const clerk = on('08-29', 'acct-P-K1', 'committee-secretary');
    given(norm, draftedBy('acct-P-K1')).when(publishNorm, publication, clerk).thenRejected('DRAFTER_PUBLISHES');
    given(norm, draftedBy('acct-P-K2', 'acct-P-K1'))
      .when(publishNorm, publication, clerk)
      .thenRejected('DRAFTER_PUBLISHES');
    const again = normEvents.NormDrafted({ ...drafted.data, draft: 2, drafters: ['P-O3'] });
    given(norm, draftedBy('acct-P-K1'), again).when(publishNorm, publication, clerk).thenRejected('DRAFTER_PUBLISHES');
  });

  it('refuses a number in use, a period that is none, and a day before the draft', () => {
    const at = given(norm, drafted);
    const holders = { 'rules.document-number/wgx-0371/jwgx:2014:18': { seen: 9, norms: ['zd-2014-07'] } };
    at.when(publishNorm, publication, { ...committee('08-29'), known: { ...known, ...holders } }).thenRejected(
      'DOCUMENT_NUMBER_TAKEN',
      { norm: 'zd-2014-07' },
    );
    at.when(publishNorm, { ...publication, to: '2014-09-01' }, committee('08-29')).thenRejected('EFFECT_PERIOD_EMPTY');
    at.when(publishNorm, publication, committee('08-15')).thenRejected('DATE_BEFORE_LAST_ACT');
    at.when(
      publishNorm,
      { ...publication, material: { sha256: '6'.repeat(64), size: 1 } },
      committee('08-29'),
    ).thenRejected('MATERIAL_UNKNOWN');
    given(norm).when(publishNorm, publication, committee('08-29')).thenRejected('NORM_UNKNOWN');
    given(norm, drafted, published)
      .when(publishNorm, publication, committee('08-30'))
      .thenRejected('NORM_STATE_FORBIDS');
  });
});

describe('supersede a norm 替代制度', () => {
  const superseding = (fact: JsonObject | undefined) => ({
    ...committee('08-29'),
    known: { ...known, 'rules.norm/wgx-0371/zd-2012-07': fact ?? null },
  });
  const input = { ...publication, supersedes: ['zd-2012-07'] };

  it('[C3.11] ends the old one in the same commit, unless something happened to it meanwhile', () => {
    const told = normEvents.NormPublished({ ...published.data, supersedes: ['zd-2012-07'] });
    given(norm, drafted).when(publishNorm, input, superseding(standing())).then(told);
    const needs = { 'superseded zd-2012-07': standing({ seen: 7 }), holders: { seen: 9, norms: [] } };
    const decision = publishNorm.decide(
      publishNorm.schema.parse(input),
      given(norm, drafted).state,
      { needs, effectiveOn: '2014-08-29', actor: committee('08-29').actor } as never, // what it reads of the facts
      { bureau: 'wgx-0371', id: 'zd-2014-01' },
    );
    expect(decision).toMatchObject({
      also: [
        {
          stream: 'norm/zd-2012-07',
          events: [normEvents.NormSuperseded({ by: 'zd-2014-01', from: '2014-09-01' })],
          expect: 'any',
        },
      ],
      none: [{ after: 8 }, { streams: ['norm/zd-2012-07'], after: 6 }],
    });
  });

  it('[C3.11] refuses one that is no norm, is a draft or has ended, itself among them, and one named twice', () => {
    const at = given(norm, drafted);
    for (const fact of [undefined, standing({ status: 'DRAFT' }), standing({ status: 'SUPERSEDED' })])
      at.when(publishNorm, input, superseding(fact)).thenRejected('SUPERSEDED_NOT_PUBLISHED', { norm: 'zd-2012-07' });
    at.when(
      publishNorm,
      { ...publication, supersedes: ['zd-2012-07', 'zd-2012-07'] },
      superseding(standing()),
    ).thenRejected('ID_REPEATED');
  });

  it('[C3.11] leaves the old one in force until the new one is, or until its own end', () => {
    const superseded = normEvents.NormSuperseded({ by: 'zd-2014-09', from: '2015-01-01' });
    const state = (until: string | null) =>
      given(norm, drafted, normEvents.NormPublished({ ...published.data, to: until }), superseded).state;
    expect(state(null)).toMatchObject({ status: 'SUPERSEDED', supersededBy: 'zd-2014-09', to: '2015-01-01' });
    expect(state('2014-12-01')).toMatchObject({ to: '2014-12-01' });
    expect(state('2016-12-01')).toMatchObject({ to: '2015-01-01' });
  });
});

describe('repeal a norm 废止制度', () => {
  const repeal = { from: '2014-12-01', reason: '上位规定已废止' };
  const repealed = normEvents.NormRepealed(repeal);

  it('[C3.11] ends it without another', () => {
    given(norm, drafted, published).when(repealNorm, repeal, committee('11-20')).then(repealed);
    expect(given(norm, drafted, published, repealed).state).toMatchObject({ status: 'REPEALED', to: '2014-12-01' });
  });

  it('[C3.11] refuses a draft, a norm that has ended, and a day before it was in force', () => {
    given(norm, drafted).when(repealNorm, repeal, committee('11-20')).thenRejected('NORM_STATE_FORBIDS');
    given(norm, drafted, published, repealed)
      .when(repealNorm, repeal, committee('11-21'))
      .thenRejected('NORM_STATE_FORBIDS');
    given(norm, drafted, published)
      .when(repealNorm, { ...repeal, from: '2014-08-31' }, committee('11-20'))
      .thenRejected('EFFECT_PERIOD_EMPTY');
  });
});

describe('withdraw wrong acts 撤回', () => {
  const superseded = normEvents.NormSuperseded({ by: 'zd-2014-09', from: '2015-01-01' });
  const repealed = normEvents.NormRepealed({ from: '2014-12-01', reason: '废止' });

  it('[C3.11] of a draft ends it before it is published: the last one', () => {
    const again = normEvents.NormDrafted({ ...drafted.data, draft: 2 });
    given(norm, drafted)
      .when(withdrawDraft, wrong(0))
      .then(normEvents.NormDraftWithdrawn(wrong(0)));
    given(norm, drafted, again).when(withdrawDraft, wrong(0)).thenRejected('WITHDRAWAL_TOO_LATE');
    given(norm, drafted, published).when(withdrawDraft, wrong(0)).thenRejected('WITHDRAWAL_TOO_LATE');
    const gone = normEvents.NormDraftWithdrawn(wrong(0));
    given(norm, drafted, gone).when(draftNorm, draft, office('08-18')).thenRejected('NORM_STATE_FORBIDS');
    given(norm, drafted, gone).when(publishNorm, publication, committee('08-29')).thenRejected('NORM_STATE_FORBIDS');
  });

  it('[C3.11] of a publication makes it a draft again, which can be published under the same number', () => {
    const back = normEvents.NormPublicationWithdrawn(wrong(1));
    given(norm, drafted, published).when(withdrawPublication, wrong(1)).then(back);
    expect(given(norm, drafted, published, back).state).toMatchObject({ status: 'DRAFT', number: null, from: null });
    given(norm, drafted, published, back).when(publishNorm, publication, committee('08-29')).then(published);
    for (const later of [superseded, repealed])
      given(norm, drafted, published, later).when(withdrawPublication, wrong(1)).thenRejected('WITHDRAWAL_TOO_LATE');
  });

  it('[C3.11] of an end makes it stand again', () => {
    given(norm, drafted, published, superseded)
      .when(withdrawSupersession, wrong(2))
      .then(normEvents.NormSupersessionWithdrawn(wrong(2)));
    given(norm, drafted, published, repealed)
      .when(withdrawRepeal, wrong(2))
      .then(normEvents.NormRepealWithdrawn(wrong(2)));
    for (const [end, back] of [
      [superseded, normEvents.NormSupersessionWithdrawn(wrong(2))],
      [repealed, normEvents.NormRepealWithdrawn(wrong(2))],
    ] as const)
      expect(given(norm, drafted, published, end, back).state).toMatchObject({
        status: 'PUBLISHED',
        supersededBy: null,
        to: null,
      });
  });
});
