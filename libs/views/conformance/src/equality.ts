import assert from 'node:assert/strict';

/**
 * Strict deep equality by structure. Both sides are rebuilt first: test runners run modules in a realm of their own, and
 * what a driver or `structuredClone` returns has the prototypes of another one, which `node:assert` tells apart.
 */
export function assertEqual(actual: unknown, expected: unknown, message?: string): void {
  assert.deepEqual(rebuilt(actual), rebuilt(expected), message);
}

function rebuilt(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Array.from(value, rebuilt);
  if (Object.prototype.toString.call(value) === '[object Map]') {
    const map = value as ReadonlyMap<unknown, unknown>; // a Map of any realm says so by its tag
    return new Map(Array.from(map, ([key, entry]) => [rebuilt(key), rebuilt(entry)] as const));
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, rebuilt(member)]));
}
