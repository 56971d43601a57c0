import { bureauOf, policy, type PolicyCommand } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';

const { NormPublicationWithdrawn } = normEvents.definitions;

/** When a publication is withdrawn (撤回印发), the norms that it had superseded stand again [C3.11]. */
export const supersededStandsAgainPolicy = policy({
  name: 'superseded-stands-again',
  context: 'rules',
  clauses: ['C3.11'],
  on: { [NormPublicationWithdrawn.type]: { version: NormPublicationWithdrawn.version } },
  react: async ({ ledger, stream }, reads) => {
    const superseded = await reads.find('norms', {
      supersededBy: stream.slice('norm/'.length),
      status: 'SUPERSEDED',
    });
    return superseded
      .filter((found) => found.ledger === ledger)
      .map(({ doc }): PolicyCommand => ({
        context: 'rules',
        aggregate: 'norm',
        command: 'WithdrawSupersession',
        bureau: bureauOf(ledger),
        id: String(doc['norm']),
        input: { event: String(doc['supersession']), reason: '替代该制度的印发已撤回。' },
      }));
  },
});
