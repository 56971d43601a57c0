import type { LedgerId } from '@taizhang/kernel';
import { ViewBehindError, waitForPosition } from './view-position.js';

const LEDGER: LedgerId = 'works/wgx-0371';

/** Marks that advance by one each time they are looked at, up to an end. */
function advancing(from: number | undefined, end: number) {
  const asked: string[] = [];
  let idx = from;
  return {
    asked,
    mark: async (consumer: string, ledger: LedgerId) => {
      asked.push(`${consumer} ${ledger}`);
      const answer = idx === undefined ? undefined : { idx };
      idx = Math.min((idx ?? -1) + 1, end);
      return answer;
    },
  };
}

describe('waiting for a position', () => {
  it('is over at once when the view is there or further', async () => {
    for (const idx of [3, 4]) {
      const marks = advancing(idx, idx);
      await waitForPosition(marks, 'view:works.v1', LEDGER, 3);
      expect(marks.asked).toEqual([`view:works.v1 ${LEDGER}`]);
    }
  });

  it('goes on until the view has come to it, also from no mark at all', async () => {
    const marks = advancing(undefined, 2);
    await waitForPosition(marks, 'view:works.v1', LEDGER, 2);
    expect(marks.asked).toHaveLength(4);
  });

  it('ends with an error that says when to try again', async () => {
    const waiting = waitForPosition(advancing(1, 1), 'view:works.v1', LEDGER, 2, 0);
    await expect(waiting).rejects.toThrow(ViewBehindError);
    await expect(waiting).rejects.toMatchObject({ code: 'VIEW_BEHIND', retryAfterMs: 1_000 });
  });
});
