import { slipNumberEvents, type issueEvents } from '@taizhang/contracts';
import { SAMPLE_EVENT } from './places.js';
import { sampled, type Samples } from './sampled-events.js';

const withdrawal = { event: SAMPLE_EVENT, reason: '登记有误。' };

/** An issue for which more time is asked, and a slip that is followed by a card. */
export const issueSupervisionSamples: Pick<Samples<typeof issueEvents>, 'DeadlineExtensionRequested' | 'DeadlineExtensionGranted' | 'DeadlineExtensionRefused' | 'SupervisionSlipIssued' | 'SupervisionSlipReceived' | 'SupervisionSlipAnswered' | 'WarningCardIssued' | 'ExtensionRequestWithdrawn' | 'ExtensionGrantWithdrawn' | 'ExtensionRefusalWithdrawn' | 'SupervisionSlipWithdrawn' | 'SlipAnswerWithdrawn' | 'WarningCardWithdrawn'> = {
  DeadlineExtensionRequested: [{ extension: 'x-1', deadline: '2014-09-20', reason: '设备尚未到货。' }],
  DeadlineExtensionGranted: [{ extension: 'x-1', deadline: '2014-09-20', opinion: '同意。' }],
  DeadlineExtensionRefused: [{ extension: 'x-1', reason: '理由不充分。' }],
  SupervisionSlipIssued: [
    {
      slip: 'db-2014-1',
      signer: 'wgx-0371.P-9',
      on: '2014-09-01',
      due: '2014-09-05',
      basis: '整改时限已过。',
      requirement: '五日内办结并反馈。',
    },
  ],
  SupervisionSlipReceived: [{ slip: 'db-2014-1' }],
  SupervisionSlipAnswered: [{ slip: 'db-2014-1', feedback: '已办结。' }],
  WarningCardIssued: [
    { card: 'hp-2014-1', slip: 'db-2014-1', colour: 'YELLOW', due: '2014-09-12', reason: '逾期未反馈。' },
  ],
  ExtensionRequestWithdrawn: [withdrawal],
  ExtensionGrantWithdrawn: [withdrawal],
  ExtensionRefusalWithdrawn: [withdrawal],
  SupervisionSlipWithdrawn: [withdrawal],
  SlipAnswerWithdrawn: [withdrawal],
  WarningCardWithdrawn: [withdrawal],
};

/** The number of a slip (督办单编号). */
export const slipNumberSamples = sampled('slip-number/db-1', slipNumberEvents, {
  SupervisionSlipNumbered: [{ slip: 'db-1', issue: '2014-0001' }],
});
