import { issueEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { attachEvidence } from './attach-evidence.command.js';
import { completeMeasure } from './complete-measure.command.js';
import { issue } from './issue.aggregate.js';
import {
  assigned,
  classified,
  completed,
  evidence,
  inRectification,
  known as examples,
  measureSet,
  measureUnowned,
  raised,
  triaged,
} from './issue.examples.js';
import { setMeasure } from './set-measure.command.js';

const measure = {
  measure: 'm-1',
  owner: 'P-O2',
  deadline: '2014-08-20',
  kind: 'BY_DATE',
  description: '增设两个窗口',
  standard: '窗口启用',
};
const material = { evidence: 'e-1', measure: 'm-1', sha256: 'a'.repeat(64), size: 1024, title: '验收照片' };
const completion = { measure: 'm-1', completedOn: '2014-07-18', outcome: '等候缩短至八分钟' };

/** What was uploaded to the ledger of the examples, and who is in office. */
const known = {
  ...examples,
  [`platform.blob/issues/wgx-0371/${'a'.repeat(64)}`]: { size: 1024, mediaType: 'image/jpeg' },
};

describe('set measure 制定整改措施', () => {
  it('[C1.0.f] begins rectification with the first measure that has owner and deadline', () => {
    given(issue, raised, triaged, classified, assigned).when(setMeasure, measure, { known }).then(measureSet);
    expect(given(issue, ...inRectification).state).toMatchObject({ status: 'IN_RECTIFICATION' });
  });

  it('[C1.0.f] waits in MEASURES_SET while a measure lacks its owner', () => {
    const before = [raised, triaged, classified, assigned, measureUnowned];
    expect(given(issue, ...before).state).toMatchObject({ status: 'MEASURES_SET' });
    expect(given(issue, ...before, measureSet).state).toMatchObject({ status: 'IN_RECTIFICATION' });
  });

  it('refuses to set a completed measure again, or one due in the past', () => {
    given(issue, ...inRectification, evidence, completed)
      .when(setMeasure, measure)
      .thenRejected('MEASURE_ALREADY_DONE');
    given(issue, ...inRectification)
      .when(setMeasure, { ...measure, measure: 'm-2', deadline: '2014-07-01' })
      .thenRejected('DEADLINE_IN_PAST');
  });

  it('[C1.0.a] refuses an owner whom nobody registered or who has left, and none is no owner yet', () => {
    const at = given(issue, raised, triaged, classified, assigned);
    at.when(setMeasure, { ...measure, owner: 'nobody.P-X' }, { known }).thenRejected('PERSON_UNKNOWN', {
      persons: ['nobody.P-X'],
    });
    at.when(setMeasure, { ...measure, owner: null }, { known }).then(measureUnowned);
    given(issue, ...inRectification)
      .when(setMeasure, { ...measure, owner: 'P-GONE' }, { known })
      .thenRejected('PERSON_UNKNOWN', { persons: ['P-GONE'] });
  });

  it('[C1.0.a] leaves a measure with the owner it has, also when he has left since', () => {
    given(issue, ...inRectification)
      .when(setMeasure, { ...measure, standard: '两个窗口启用' }, { known: {} })
      .then(issueEvents.MeasureSet({ ...measureSet.data, standard: '两个窗口启用' }));
  });
});

describe('attach evidence 上传佐证材料', () => {
  it('[C1.0.g] names the material by its hash and size', () => {
    given(issue, ...inRectification)
      .when(attachEvidence, material, { known })
      .then(evidence);
  });

  it('refuses an id used before, and a measure that is not there', () => {
    given(issue, ...inRectification, evidence)
      .when(attachEvidence, material, { known })
      .thenRejected('EVIDENCE_ALREADY_ATTACHED');
    given(issue, ...inRectification)
      .when(attachEvidence, { ...material, measure: 'm-9' }, { known })
      .thenRejected('MEASURE_UNKNOWN');
  });

  it('[C1.0.g] refuses what was not uploaded to this ledger, or is not of the size told', () => {
    given(issue, ...inRectification)
      .when(attachEvidence, material)
      .thenRejected('BLOB_UNKNOWN');
    given(issue, ...inRectification)
      .when(attachEvidence, { ...material, size: 7 }, { known })
      .thenRejected('BLOB_SIZE_DIFFERS', { size: material.size });
  });

  it('refuses what is not a hash', () => {
    expect(attachEvidence.schema.safeParse({ ...material, sha256: 'A'.repeat(64) }).success).toBe(false);
    expect(attachEvidence.schema.safeParse({ ...material, size: 0 }).success).toBe(false);
  });
});

describe('complete measure 完成整改措施', () => {
  it('[C1.0.g] states the outcome and carries the evidence', () => {
    given(issue, ...inRectification, evidence)
      .when(completeMeasure, completion)
      .then(completed);
  });

  it('[C1.0.g] refuses completion without evidence of that measure', () => {
    given(issue, ...inRectification)
      .when(completeMeasure, completion)
      .thenRejected('NO_EVIDENCE');
    const elsewhere = issueEvents.EvidenceAttached({ ...evidence.data, measure: null });
    given(issue, ...inRectification, elsewhere)
      .when(completeMeasure, completion)
      .thenRejected('NO_EVIDENCE');
  });

  it('[C1.0.g] refuses completion without an outcome', () => {
    expect(completeMeasure.schema.safeParse({ ...completion, outcome: '  ' }).success).toBe(false);
  });

  it('refuses a measure that is unknown, unowned, already done, or done in the future', () => {
    given(issue, ...inRectification)
      .when(completeMeasure, { ...completion, measure: 'm-9' })
      .thenRejected('MEASURE_UNKNOWN');
    given(issue, raised, triaged, classified, assigned, measureUnowned)
      .when(completeMeasure, completion)
      .thenRejected('MEASURE_INCOMPLETE');
    given(issue, ...inRectification, evidence, completed)
      .when(completeMeasure, completion)
      .thenRejected('MEASURE_ALREADY_DONE');
    given(issue, ...inRectification, evidence)
      .when(completeMeasure, { ...completion, completedOn: '2014-07-21' })
      .thenRejected('DATE_IN_FUTURE');
  });
});

describe('ids that every object has a member of', () => {
  it.each(['constructor', 'toString', 'valueOf'])('are ids like any other: %s', (name) => {
    given(issue, ...inRectification)
      .when(attachEvidence, { ...material, measure: name }, { known })
      .thenRejected('MEASURE_UNKNOWN', { measure: name });
    given(issue, ...inRectification)
      .when(attachEvidence, { ...material, evidence: name }, { known })
      .then(issueEvents.EvidenceAttached({ ...material, evidence: name }));
    given(issue, ...inRectification, evidence)
      .when(completeMeasure, { ...completion, measure: name })
      .thenRejected('MEASURE_UNKNOWN', { measure: name });
    given(issue, ...inRectification)
      .when(setMeasure, { ...measure, measure: name }, { known })
      .then(issueEvents.MeasureSet({ ...measure, kind: 'BY_DATE', measure: name }));
  });
});
