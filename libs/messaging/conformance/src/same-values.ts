import assert from 'node:assert/strict';

/**
 * Compares plain values by what they say. Strict comparison would also ask which realm made an array: a native driver's
 * rows are made outside of the realm a test runner gives each test file.
 */
export function sameValues(actual: unknown, expected: unknown, message?: string): void {
  assert.deepEqual(plain(actual), plain(expected), message);
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
