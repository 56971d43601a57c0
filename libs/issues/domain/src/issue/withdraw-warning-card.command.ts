import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';

/** Withdraws a card that was issued wrongly (撤回黄牌、红牌). */
export const withdrawWarningCard = withdrawal({
  name: 'WithdrawWarningCard',
  title: { zh: '撤回黄牌、红牌', en: 'Withdraw card' },
  clauses: ['C1.0.a'],
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  events: issueEvents,
  act: 'WarningCardIssued',
  by: 'WarningCardWithdrawn',
  builtOn: {
    WarningCardIssued: (act, later) => later.slip === act.slip,
    SupervisionSlipAnswered: (act, later) => later.slip === act.slip,
  },
  refuse: handedIn,
});
