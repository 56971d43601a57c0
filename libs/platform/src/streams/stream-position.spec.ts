import type { LedgerId } from '@taizhang/kernel';
import { deflateRawSync } from 'node:zlib';
import { MAX_STREAM_LEDGERS } from './event-stream.js';
import { MAX_POSITION_LENGTH, packPositions, unpackPositions } from './stream-position.js';

const packedText = (text: string) => deflateRawSync(Buffer.from(text)).toString('base64url');

describe('a position in many ledgers', () => {
  it('is one word that says where each ledger stands, whatever their order was', () => {
    const positions = new Map<LedgerId, number>([
      ['issues/wgx-0002', 7],
      ['issues/a-1', 1],
    ]);
    const packed = packPositions('issues', positions);
    expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(unpackPositions('issues', packed)).toEqual(positions);
    expect(packPositions('issues', new Map([...positions].reverse()))).toBe(packed);
  });

  it('leaves out ledgers of which nothing was given', () => {
    expect(unpackPositions('issues', packPositions('issues', new Map([['issues/a', 0]])))).toEqual(new Map());
  });

  it('fits where it travels, with as many ledgers as a stream carries', () => {
    const positions = new Map<LedgerId, number>();
    // sizes and codes without any pattern: the worst to pack
    for (let n = 0, seed = 7; n < MAX_STREAM_LEDGERS; n += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      positions.set(`issues/wgx-${String(seed % 100_000_000)}`, seed % 10_000_000);
    }
    const packed = packPositions('issues', positions);
    expect(packed.length).toBeLessThan(MAX_POSITION_LENGTH);
    expect(unpackPositions('issues', packed)).toEqual(positions);
  });

  it.each([
    ['of another context', packPositions('rules', new Map([['rules/a', 1]]))],
    ['that is no word of ours', 'abc'],
    ['with other characters', 'a b'],
    ['to which something was added', `${packedText('p1 issues\na 1')}x`],
    ['to which more was added', `${packedText('p1 issues\na 1')}xyzz`],
    ['that is empty', ''],
    ['of another form', packedText('p2 issues\na 1')],
    ['that names a ledger twice', packedText('p1 issues\na 1\na 2')],
    ['with a place that is no number', packedText('p1 issues\na -1')],
    ['with a number beyond all', packedText('p1 issues\na 9999999999999999')],
    ['with a ledger that can be none', packedText('p1 issues\nA/b 1')],
    ['that is too long', 'A'.repeat(MAX_POSITION_LENGTH + 1)],
    ['that unpacks to too much', packedText(`p1 issues\n${'\n'.repeat(2_000_000)}`)],
  ])('%s is not taken', (_what, packed) => {
    expect(unpackPositions('issues', packed)).toBeUndefined();
  });
});
