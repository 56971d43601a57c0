import { heldDocument, heldReads } from '@taizhang/testkit';
import type { ContextReads } from './context-feature.js';
import { ledgerFact, type LedgerAsked } from './ledger-fact.js';

const ROW = heldDocument('issues/wgx-0371', '2014-0001', { status: 'CLOSED' });
const reads = heldReads({ rows: [ROW] }) as ContextReads; // no counters are asked for

describe('a fact about one thing of a bureau', () => {
  const asked: LedgerAsked[] = [];
  const status = ledgerFact('issues', 'rows', async (one, from) => {
    asked.push(one);
    return (await from.get('rows', one.ledger, one.rest[0]))?.doc['status'] ?? null;
  });

  it('is answered from the view, with what the view had seen of the ledger', async () => {
    const seen = await reads.seen('rows', 'issues/wgx-0371');
    const answer = await status({ fact: 'issues.status', key: 'wgx-0371/2014-0001/part', on: '2014-07-01' }, reads);
    expect(answer).toEqual({ value: 'CLOSED', consulted: [{ ledger: 'issues/wgx-0371', size: seen }] });
    const told = { ledger: 'issues/wgx-0371', bureau: 'wgx-0371', rest: ['2014-0001', 'part'], seen, on: '2014-07-01' };
    expect(asked).toEqual([told]);
  });

  it('is unknown of a bureau that cannot be, and nothing is consulted', async () => {
    const none = ledgerFact('issues', 'rows', () => Promise.resolve('never asked'), []);
    await expect(none({ fact: 'issues.status', key: 'No Bureau/1' }, reads)).resolves.toEqual({
      value: [],
      consulted: [],
    });
    await expect(status({ fact: 'issues.status', key: '' }, reads)).resolves.toEqual({ value: null, consulted: [] });
  });
});
