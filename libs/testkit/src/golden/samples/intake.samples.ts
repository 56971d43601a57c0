import { intakeEvents } from '@taizhang/contracts';
import { sampled } from './sampled-events.js';

/** A report without account (匿名反映), from the receipt to the end. */
export const intakeSamples = sampled('intake/i-7f3a', intakeEvents, {
  IntakeReceived: [
    {
      intake: 'i-7f3a',
      unit: 'b-jia',
      channel: 'net-1',
      kind: 'PROBLEM',
      receipt: 'c3'.repeat(32),
      validUntil: '2015-07-20',
      reporter: 'r-51d0',
      named: true,
      content: '窗口态度生硬。',
      identity: '某群众乙',
      contact: '示例市示例路一号',
    },
    {
      intake: 'i-7f3a',
      unit: 'b-jia',
      channel: null,
      kind: 'SUGGESTION',
      receipt: 'c3'.repeat(32),
      validUntil: '2015-07-20',
      reporter: 'r-51d0',
      named: false,
      content: '建议延长开放时间。',
      identity: null,
      contact: null,
    },
  ],
  IntakeMessageAdded: [{ message: '补充：上周六也是如此。' }],
  IntakeReplied: [{ reply: '已收到，正在了解。' }],
  IntakeRaisedAsIssue: [{ issue: '2014-0001' }],
  IntakeTransferred: [{ organ: 'PETITION_OFFICE', reason: '属信访事项。' }],
  IntakeClosed: [{ outcome: 'RAISED', conclusion: '已立项整改。' }],
});
