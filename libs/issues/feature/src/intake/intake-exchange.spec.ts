import { ledgerId, type JsonObject } from '@taizhang/kernel';
import { originOfIntake } from '@taizhang/issues-domain';
import { ContextRegistry, type ContextFacilities } from '@taizhang/platform';
import type { ViewDocument } from '@taizhang/views-port';
import { IntakeExchange } from './intake-exchange.js';
import { ReceiptCodes } from './receipt-codes.js';

const LEDGER = ledgerId('issues', 'wgx-0371');
const codes = new ReceiptCodes(new Uint8Array(32));
const { code, intake } = codes.of('a report');
const origin = originOfIntake(intake);

const documentOf = (key: string, doc: JsonObject): ViewDocument => ({ ledger: LEDGER, key, idx: 1, doc });
const report = (more: JsonObject = {}) =>
  documentOf(intake, {
    status: 'IN_HAND',
    receivedAt: '2014-07-20T02:00:00.000Z',
    validUntil: '2016-07-19',
    messages: 0,
    answers: [],
    issue: null,
    ...more,
  });
const issue = (code: string, more: JsonObject) => documentOf(code, { mergedInto: null, origins: {}, ...more });
const replied = (key = origin) => ({ origins: { [key]: { repliedOn: '2014-08-01', reply: '已增设窗口' } } });

/** An exchange over one report and some issues; counts what it looks up. */
function exchangeOver(found: ViewDocument, ...issues: readonly ViewDocument[]) {
  const looked = { issues: 0, disclosures: 0 };
  const facilities = {
    secret: () => Promise.resolve(new Uint8Array(32)),
    today: () => '2014-08-02',
    readsOf: () => ({
      page: () => Promise.resolve({ items: [found] }),
      get: (_view: string, _ledger: string, key: string) => {
        looked.issues += 1;
        return Promise.resolve(issues.find((one) => one.key === key));
      },
    }),
    events: {
      disclosures: () => {
        looked.disclosures += 1;
        return Promise.resolve(new Map());
      },
    },
  } as unknown as ContextFacilities; // those that a look by code uses
  return { looked, exchange: new IntakeExchange(facilities, new ContextRegistry(), () => codes) };
}

const repliesOver = async (...documents: Parameters<typeof exchangeOver>) =>
  (await exchangeOver(...documents).exchange.standing(code)).replies;

describe('what the reporter reads by the receipt code', () => {
  it('[C1.0.h] is the reply about the issue that came of the report, in order with the office’s own', async () => {
    const answers = [
      { at: '2014-07-21T02:00:00.000Z', text: '已收悉' },
      { at: '2014-08-02T02:00:00.000Z', text: '办结' },
    ];
    expect(await repliesOver(report({ answers, issue: 'i-1' }), issue('i-1', replied()))).toEqual([
      { at: '2014-07-21T02:00:00.000Z', reply: '已收悉' },
      { at: '2014-08-01', reply: '已增设窗口' },
      { at: '2014-08-02T02:00:00.000Z', reply: '办结' },
    ]);
  });

  it('[C1.0.h] is also the one about an issue that this was merged into, however often, but for a circle', async () => {
    const merged = [issue('i-1', { mergedInto: 'i-2' }), issue('i-2', { mergedInto: 'i-3' })];
    expect(await repliesOver(report({ issue: 'i-1' }), ...merged, issue('i-3', replied()))).toHaveLength(1);
    expect(await repliesOver(report({ issue: 'i-1' }), ...merged, issue('i-3', { mergedInto: 'i-1' }))).toEqual([]);
  });

  it('is no reply to anybody else, none that was not given, and none where there is no issue', async () => {
    expect(await repliesOver(report({ issue: 'i-1' }), issue('i-1', replied('o-1')))).toEqual([]);
    const open = { origins: { [origin]: { repliedOn: null, reply: null } } };
    expect(await repliesOver(report({ issue: 'i-1' }), issue('i-1', open))).toEqual([]);
    expect(await repliesOver(report(), issue('i-1', replied()))).toEqual([]);
  });

  it('takes the same steps for a code that is none', async () => {
    const known = exchangeOver(report());
    await known.exchange.standing(code);
    const unknown = exchangeOver(report());
    await expect(unknown.exchange.standing('0'.repeat(40))).rejects.toMatchObject({
      definition: { code: 'RECEIPT_UNKNOWN' },
    });
    expect(unknown.looked).toEqual(known.looked);
  });
});
