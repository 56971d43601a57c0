import { selfCheckEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { known } from '../issue/issue.examples.js';
import { selfCheck } from './self-check.aggregate.js';
import { submitSelfCheck } from './submit-self-check.command.js';
import { withdrawSelfCheck } from './withdraw-self-check.command.js';

const circumstances = {
  id: 'stage-2.b-jia',
  known: { ...known, 'issues.issue-known/wgx-0371/2014-0001': true, 'issues.issue-known/wgx-0371/2014-0009': false },
};
const cadre = { ...circumstances, actor: { id: 'acct-wgx-0371.P-1', role: 'leading-cadre' } } as const;
const ofGroup = {
  stage: 'stage-2',
  unit: 'b-jia',
  subject: 'GROUP',
  issues: ['2014-0001', '2014-0001'],
  statement: '调研不深入',
} as const;
const ofCadre = { ...ofGroup, subject: 'CADRE', person: 'wgx-0371.P-1' } as const;
const submitted = selfCheckEvents.SelfCheckSubmitted({
  ...ofGroup,
  person: null,
  issues: ['2014-0001'],
  nothingFound: false,
});

describe('submit self-check 提交自查', () => {
  it('[C1.1.l] refers a leading group to issues already raised, each once', () => {
    given(selfCheck).when(submitSelfCheck, ofGroup, circumstances).then(submitted);
  });

  it('[C1.1.l] takes "nothing found" as an explicit answer, and refuses an empty one', () => {
    const empty = { ...ofGroup, issues: [] };
    given(selfCheck).when(submitSelfCheck, empty, circumstances).thenRejected('SELF_CHECK_EMPTY');
    given(selfCheck)
      .when(submitSelfCheck, { ...empty, nothingFound: true }, circumstances)
      .then(selfCheckEvents.SelfCheckSubmitted({ ...empty, person: null, nothingFound: true }));
    given(selfCheck)
      .when(submitSelfCheck, { ...ofGroup, nothingFound: true }, circumstances)
      .thenRejected('SELF_CHECK_CONTRADICTS');
  });

  it('[C1.1.l] is given by each leading cadre in person, or by a delegate', () => {
    const event = selfCheckEvents.SelfCheckSubmitted({ ...ofCadre, issues: ['2014-0001'], nothingFound: false });
    given(selfCheck).when(submitSelfCheck, ofCadre, cadre).then(event);
    given(selfCheck)
      .when(submitSelfCheck, ofCadre, { ...circumstances, onBehalfOf: 'acct-wgx-0371.P-1' })
      .then(event);
    given(selfCheck).when(submitSelfCheck, ofCadre, circumstances).thenRejected('SELF_CHECK_OF_ANOTHER');
    given(selfCheck)
      .when(submitSelfCheck, { ...ofCadre, person: null }, cadre)
      .thenRejected('SELF_CHECK_PERSON_MISSING');
    given(selfCheck)
      .when(submitSelfCheck, { ...ofGroup, person: 'wgx-0371.P-1' }, cadre)
      .thenRejected('SELF_CHECK_PERSON_MISSING');
  });

  it('[C1.1.l] raises nothing: an issue that it names must be there', () => {
    given(selfCheck)
      .when(submitSelfCheck, { ...ofGroup, issues: ['2014-0001', '2014-0009'] }, circumstances)
      .thenRejected('SELF_CHECK_ISSUE_UNKNOWN', { issues: ['2014-0009'] });
  });

  it('[C0.1] is of a unit that there is, in a stage that is open', () => {
    const without = (key: string) => ({ ...circumstances, known: { ...circumstances.known, [key]: null } });
    given(selfCheck)
      .when(submitSelfCheck, ofGroup, without('organization.unit-path/wgx-0371/b-jia'))
      .thenRejected('UNIT_UNKNOWN');
    given(selfCheck)
      .when(submitSelfCheck, ofGroup, without('campaigns.stage/wgx-0371/stage-2'))
      .thenRejected('STAGE_UNKNOWN');
  });

  it('is submitted once, and again after it was withdrawn', () => {
    given(selfCheck, submitted)
      .when(submitSelfCheck, ofGroup, circumstances)
      .thenRejected('SELF_CHECK_ALREADY_SUBMITTED');
    const withdrawn = selfCheckEvents.SelfCheckWithdrawn({ event: eventIdAt(0), reason: '漏项' });
    given(selfCheck, submitted)
      .when(withdrawSelfCheck, { event: eventIdAt(0), reason: '漏项' }, circumstances)
      .then(withdrawn);
    given(selfCheck, submitted, withdrawn).when(submitSelfCheck, ofGroup, circumstances).then(submitted);
  });
});
