import { normEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { changeTreatment } from './change-treatment.command.js';
import { draftNorm } from './draft-norm.command.js';
import { norm } from './norm.aggregate.js';
import { draft, drafted, known, material, office, received, reception } from './norm.examples.js';
import { publishNorm } from './publish-norm.command.js';
import { receiveNorm } from './receive-norm.command.js';
import { withdrawReception } from './withdraw-reception.command.js';
import { withdrawTreatmentChange } from './withdraw-treatment-change.command.js';

const here = office('08-15');

describe('take over a norm from above 承接上级制度', () => {
  it('[C3.1] records how it is treated, by whom and since when', () => {
    given(norm).when(receiveNorm, reception, here).then(received);
    expect(given(norm, received).state).toMatchObject({
      origin: 'RECEIVED',
      status: 'RECEIVED',
      treatment: 'REFINE',
      owner: 'P-D1',
    });
  });

  it('[C3.1] takes reasons where it is not applicable', () => {
    const input = { ...reception, treatment: 'NOT_APPLICABLE' };
    given(norm).when(receiveNorm, input, here).thenRejected('TREATMENT_REASON_MISSING');
    const reason = '本局不承担该项职能';
    const told = normEvents.NormReceived({ ...received.data, treatment: 'NOT_APPLICABLE', reason });
    given(norm)
      .when(receiveNorm, { ...input, reason }, here)
      .then(told);
  });

  it('[C3.1] takes over only what comes from a level above, and was issued', () => {
    const city = { ...here, known: { ...known, 'organization.unit-level/wgx-0371': 'CITY' } };
    given(norm)
      .when(receiveNorm, { ...reception, level: 'CITY' }, city)
      .thenRejected('NORM_NOT_UPSTREAM');
    given(norm)
      .when(receiveNorm, reception, { ...here, known: {} })
      .thenRejected('NORM_NOT_UPSTREAM');
    given(norm)
      .when(receiveNorm, { ...reception, issuedOn: '2014-08-16' }, here)
      .thenRejected('DATE_IN_FUTURE', { field: 'issuedOn' });
  });

  it('refuses a code in use, for a draft too, an unknown unit or owner and a text that was not uploaded', () => {
    given(norm, received).when(receiveNorm, reception, here).thenRejected('NORM_CODE_USED');
    given(norm, received).when(draftNorm, draft, here).thenRejected('NORM_CODE_USED');
    given(norm, drafted).when(receiveNorm, reception, here).thenRejected('NORM_CODE_USED');
    given(norm)
      .when(receiveNorm, { ...reception, unit: 'b-x' }, here)
      .thenRejected('UNIT_UNKNOWN', { unit: 'b-x' });
    given(norm)
      .when(receiveNorm, { ...reception, owner: 'nobody.P-X' }, here)
      .thenRejected('PERSON_UNKNOWN', { persons: ['nobody.P-X'] });
    given(norm)
      .when(receiveNorm, { ...reception, material: { ...material, size: 1 } }, here)
      .thenRejected('MATERIAL_UNKNOWN');
    given(norm)
      .when(receiveNorm, { ...reception, material }, here)
      .then(normEvents.NormReceived({ ...received.data, material }));
  });

  it('[C3.1] refuses a document number that another norm has, and makes sure that none gets it meanwhile', () => {
    const holders = (norms: readonly string[]) => ({
      ...here,
      known: { ...known, 'rules.document-number/wgx-0371/swf:2013:4': { seen: 9, norms: [...norms] } },
    });
    given(norm)
      .when(receiveNorm, reception, holders(['zd-2013-09']))
      .thenRejected('DOCUMENT_NUMBER_TAKEN', { norm: 'zd-2013-09' });
    given(norm).when(receiveNorm, reception, holders([])).then(received);
    const needs = { level: 'BUREAU', path: ['wgx-0371'], 'person P-D1': 'b-ding', holders: { seen: 9, norms: [] } };
    const decision = receiveNorm.decide(
      receiveNorm.schema.parse(reception),
      { kind: 'none' },
      { needs, effectiveOn: '2014-08-15' } as never, // what it reads of the facts
      { bureau: 'wgx-0371', id: 'zd-2014-01' },
    );
    expect(decision).toMatchObject({ none: [{ types: ['rules.NormReceived', 'rules.NormPublished'], after: 8 }] });
  });
});

describe('change how it is taken over 变更承接方式', () => {
  const change = { treatment: 'ADOPT', reason: '直接执行即可' } as const;
  const changed = normEvents.NormTreatmentChanged({ ...change, on: '2014-08-16' });

  it('[C3.1] records the other treatment with its reason', () => {
    given(norm, received).when(changeTreatment, change, office('08-16')).then(changed);
    expect(given(norm, received, changed).state).toMatchObject({ treatment: 'ADOPT' });
  });

  it('[C3.1] refuses the same one, a norm of one’s own, an unknown one and a day before it was received', () => {
    given(norm, received)
      .when(changeTreatment, { ...change, treatment: 'REFINE' }, office('08-16'))
      .thenRejected('TREATMENT_UNCHANGED');
    given(norm, drafted)
      .when(changeTreatment, change, office('08-16'))
      .thenRejected('NORM_STATE_FORBIDS', { status: 'DRAFT' });
    given(norm).when(changeTreatment, change).thenRejected('NORM_UNKNOWN');
    given(norm, received).when(changeTreatment, change, office('08-14')).thenRejected('DATE_BEFORE_LAST_ACT');
  });
});

describe('withdraw a reception 撤回承接登记', () => {
  const wrong = (rev: number) => ({ event: eventIdAt(rev), reason: '录入有误' });
  const ended = normEvents.NormReceptionWithdrawn(wrong(0));

  it('[C3.1] ends it, and its code stays used', () => {
    given(norm, received).when(withdrawReception, wrong(0)).then(ended);
    expect(given(norm, received, ended).state).toMatchObject({ status: 'WITHDRAWN' });
    given(norm, received, ended).when(receiveNorm, reception, here).thenRejected('NORM_CODE_USED');
    given(norm, received, ended).when(withdrawReception, wrong(0)).thenRejected('NORM_STATE_FORBIDS');
    given(norm).when(withdrawReception, wrong(0)).thenRejected('NORM_UNKNOWN');
  });

  it('[C3.1] of a change brings back the treatment before it', () => {
    const changed = normEvents.NormTreatmentChanged({ treatment: 'ADOPT', on: '2014-08-16', reason: '直接执行' });
    const back = normEvents.NormTreatmentChangeWithdrawn(wrong(1));
    given(norm, received, changed).when(withdrawTreatmentChange, wrong(1)).then(back);
    expect(given(norm, received, changed, back).state).toMatchObject({ treatment: 'REFINE' });
  });

  it('[C3.1] is no way to publish it', () => {
    given(norm, received)
      .when(publishNorm, { number: { series: 'x', year: 2014, serial: 1 }, from: '2014-09-01', title: '制度' }, here)
      .thenRejected('NORM_STATE_FORBIDS', { status: 'RECEIVED' });
  });
});
