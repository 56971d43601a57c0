import { base64url, newBallotKey } from './ballot-key.js';

describe('the key of a ballot', () => {
  it('has 32 bytes in base64url, and is another every time', () => {
    expect(base64url(new Uint8Array([251, 255, 254]))).toBe('-__-');
    expect(base64url(new Uint8Array([0]))).toBe('AA');
    expect(newBallotKey()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(newBallotKey()).not.toBe(newBallotKey());
  });
});
