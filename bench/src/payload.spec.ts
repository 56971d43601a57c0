import { payload, PAYLOAD_BYTES } from './payload.js';

describe('benchmark payload', () => {
  it.each([0, 1, 96, 97, 999, 1_000, 199_999])('is 500 bytes of compact JSON with the keys in order: event %i', (i) => {
    const data = payload(i);
    expect(Buffer.byteLength(JSON.stringify(data))).toBe(PAYLOAD_BYTES);
    expect(Object.keys(data)).toEqual(['id', 'bureau', 'key', 'kind', 'seq', 'amount', 'at', 'text']);
    expect(data.text.slice(0, 8)).toBe((((i + 1) * 1_664_525 + 1_013_904_223) % 2 ** 32).toString(16).padStart(8, '0'));
  });
});
