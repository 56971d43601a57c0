import type { AccessEntry } from './access-log.js';
import { BatchedAccessLog, MAX_AT_ONCE, MAX_WAITING, type AccessBatch } from './batched-access-log.js';

const reading = (keys: readonly string[], view = 'ledger', account = 'acct-1'): AccessEntry => ({
  type: 'RecordsRead',
  bureau: 'b-1',
  data: {
    account,
    role: 'auditor',
    unit: 'b-1',
    onBehalfOf: null,
    view,
    records: keys.map((key) => ({ ledger: 'issues/b-1', key })),
  },
});
const failure = (login: string): AccessEntry => ({
  type: 'SignInFailed',
  data: { account: null, login, address: 'a' },
});

function scene() {
  const batches: AccessBatch[] = [];
  let minute = 0;
  let answer: () => Promise<void> = () => Promise.resolve();
  const log = new BatchedAccessLog(
    (batch) => {
      batches.push(batch);
      return answer();
    },
    () => minute * 60_000,
  );
  return {
    log,
    batches,
    entries: () => batches.flatMap(({ entries }) => entries),
    later: () => (minute += 1),
    answerWith: (next: () => Promise<void>) => (answer = next),
  };
}

describe('the access ledger’s batches', () => {
  it('resolve only when what was read is durable', async () => {
    const { log, answerWith } = scene();
    let finish: () => void = () => undefined;
    answerWith(() => new Promise((resolve) => (finish = resolve)));
    const order: string[] = [];
    const recorded = log.record([reading(['i-1'])]).then(() => order.push('answered'));
    await Promise.resolve();
    await Promise.resolve();
    order.push('durable');
    finish();
    await recorded;
    expect(order).toEqual(['durable', 'answered']);
  });

  it('make one entry of what an account read in a view, and one commit of what came at once', async () => {
    const { log, batches } = scene();
    await Promise.all([
      log.record([reading(['i-1', 'i-2'])]),
      log.record([reading(['i-3'])]),
      log.record([reading(['i-1'], 'other')]),
      log.record([failure('l')]),
    ]);
    expect(batches).toHaveLength(1);
    expect(batches[0]?.entries).toEqual([reading(['i-1', 'i-2', 'i-3']), reading(['i-1'], 'other'), failure('l')]);
  });

  it('record the same again in the next minute only', async () => {
    const { log, entries, later } = scene();
    await log.record([reading(['i-1'])]);
    await log.record([reading(['i-1', 'i-2']), failure('l')]);
    await log.record([failure('l')]);
    expect(entries()).toEqual([reading(['i-1']), reading(['i-2']), failure('l')]);
    later();
    await log.record([reading(['i-1'])]);
    expect(entries().at(-1)).toEqual(reading(['i-1']));
  });

  it('keep apart those who read: nobody is covered by another’s entry', async () => {
    const { log, entries } = scene();
    await log.record([reading(['i-1'])]);
    await log.record([reading(['i-1'], 'ledger', 'acct-2')]);
    expect(entries()).toHaveLength(2);
  });

  it('refuse all that wait for a write that fails, and try anew the next time', async () => {
    const { log, entries, answerWith } = scene();
    answerWith(() => Promise.reject(new Error('away')));
    const both = await Promise.allSettled([log.record([reading(['i-1'])]), log.record([reading(['i-1', 'i-2'])])]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    answerWith(() => Promise.resolve());
    await log.record([reading(['i-1'])]);
    expect(entries().at(-1)).toEqual(reading(['i-1']));
  });

  it('split what is too much for one entry or one commit, and refuse what is too much to wait', async () => {
    const { log, batches } = scene();
    const keys = Array.from({ length: MAX_AT_ONCE + 1 }, (_, i) => `i-${String(i)}`);
    await log.record([reading(keys)]);
    expect(batches.map(({ entries }) => entries.length)).toEqual([5, 1]);
    const flood = Array.from({ length: MAX_WAITING + 1 }, (_, i) => failure(`l-${String(i)}`));
    await expect(log.record(flood)).rejects.toThrow('too many');
  });
});
