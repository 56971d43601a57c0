import { LogKeys } from './log-keys.js';

const [FIRST, SECOND, THIRD] = ['log+1', 'log+2', 'log+3'] as const;

/** A ledger's log keys after commits of two events each. */
function keysAfter(
  ...exchanges: readonly { at: number; old: string; next: string; reason: 'rotation' | 'compromise'; use?: string }[]
): LogKeys {
  const keys = new LogKeys();
  for (const { at, old, next, reason, use = 'log' } of exchanges) {
    const commit = { id: 'c', seq: 1, cnt: 2 };
    const lastSize = reason === 'rotation' ? at + 2 : at;
    keys.learn({ type: 'ledger.KeyAdded', data: { use, vkey: next }, idx: at, commit: { ...commit, pos: 0 } });
    const data = { use, vkey: old, lastSize, reason };
    keys.learn({ type: 'ledger.KeyRetired', data, idx: at + 1, commit: { ...commit, pos: 1 } });
  }
  return keys;
}

describe('the log keys of a ledger (ledger-format §7)', () => {
  it('are the first one alone, as long as the ledger names no other', () => {
    const keys = new LogKeys();
    expect([keys.signing(FIRST, 1), keys.signing(FIRST, 1_000_000)]).toEqual([[FIRST], [FIRST]]);
    expect([keys.handovers, keys.trusted(FIRST)]).toEqual([[], [FIRST]]);
  });

  it('sign both at the size right after a rotation, and one of them at every other', () => {
    const keys = keysAfter({ at: 10, old: FIRST, next: SECOND, reason: 'rotation' });
    expect([9, 10, 11, 12, 13, 500].map((size) => keys.signing(FIRST, size))).toEqual([
      [FIRST],
      [FIRST],
      [FIRST],
      [FIRST, SECOND],
      [SECOND],
      [SECOND],
    ]);
    expect([keys.handovers, keys.trusted(FIRST), keys.names(SECOND)]).toEqual([[12], [FIRST, SECOND], true]);
  });

  it('never sign together after a compromise, and the one that others may have is trusted no more', () => {
    const keys = keysAfter({ at: 10, old: FIRST, next: SECOND, reason: 'compromise' });
    expect([9, 10, 11, 12, 13].map((size) => keys.signing(FIRST, size))).toEqual([
      [FIRST],
      [FIRST],
      [],
      [SECOND],
      [SECOND],
    ]);
    expect([keys.handovers, keys.trusted(FIRST)]).toEqual([[], [SECOND]]);
  });

  it('follow one another, also without a checkpoint in between', () => {
    const keys = keysAfter(
      { at: 10, old: FIRST, next: SECOND, reason: 'rotation' },
      { at: 12, old: SECOND, next: THIRD, reason: 'rotation' },
    );
    expect([12, 13, 14, 15].map((size) => keys.signing(FIRST, size))).toEqual([
      [FIRST, SECOND],
      [SECOND],
      [SECOND, THIRD],
      [THIRD],
    ]);
    expect(keys.handovers).toEqual([12, 14]);
  });

  it('do not change with keys of another use', () => {
    const keys = keysAfter({ at: 10, old: FIRST, next: SECOND, reason: 'rotation', use: 'export' });
    expect([keys.signing(FIRST, 100), keys.names(SECOND), keys.retired]).toEqual([[FIRST], false, []]);
  });
});
