import { zipSync, type Zippable } from 'fflate';
import fc from 'fast-check';

import { BundleError } from './bundle-error.js';
import { crc32 } from './crc32.js';
import { readZip, writeZip } from './zip.js';

const files = new Map([
  ['manifest.json', new TextEncoder().encode('{"a":1}')],
  ['history/1.checkpoint', new Uint8Array(5_000).fill(7)],
  ['empty', new Uint8Array()],
]);
const zip = writeZip(files);
const refused = (bytes: Uint8Array, limits = {}) => {
  expect(() => readZip(bytes, limits)).toThrow(BundleError);
};
const zipOf = (content: Zippable) => zipSync(content);
const bytes = new TextEncoder().encode('x');

/** A zip with these bytes overwritten, at each place where the signature stands. */
function patched(source: Uint8Array, signature: number, offset: number, value: readonly number[]): Uint8Array {
  const changed = source.slice();
  const view = new DataView(changed.buffer);
  for (let at = 0; at + 4 <= changed.length; at++)
    if (view.getUint32(at, true) === signature) changed.set(value, at + offset);
  return changed;
}
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;

describe('zips of bundles (ledger-format §11)', () => {
  it('hold what they were given, stored or deflated, and are the same every time', () => {
    expect(readZip(zip)).toEqual(files);
    expect(writeZip(files)).toEqual(zip);
    expect(readZip(zipSync(Object.fromEntries(files), { level: 0 }))).toEqual(files);
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z0-9]{1,8}$/), fc.uint8Array({ maxLength: 60_000 })),
        (content) => {
          const given = new Map([...Object.entries(content), ['z.json', bytes]]);
          expect(readZip(writeZip(given))).toEqual(given);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('may have folders, a comment and one top folder', () => {
    expect(
      readZip(zipOf({ 'top/': new Uint8Array(), 'top/a/': new Uint8Array(), 'top/a/b': bytes, 'top/c': bytes })),
    ).toEqual(
      new Map([
        ['a/b', bytes],
        ['c', bytes],
      ]),
    );
    const commented = Uint8Array.of(...zip, 0x68, 0x69);
    commented[zip.length - 2] = 2;
    expect(readZip(commented)).toEqual(files);
  });

  it.each(['../x', 'a/../x', '/x', 'a//x', './x', 'C:/x', 'a\\x', 'a\u0000b', '..'])('refuse the name %j', (name) => {
    refused(zipOf({ [name]: bytes, y: bytes }));
  });

  it('refuse a name twice, with the same or another header', () => {
    const twice = zipOf({ aa: bytes, ab: bytes });
    const name = new TextEncoder().encode('ab');
    const same = twice.map((byte, i) => (byte === 0x61 && twice[i - 1] === name[0] ? 0x62 : byte));
    refused(same);
    refused(patched(zipOf({ aa: bytes }), LOCAL, 31, [0x62]));
  });

  it('refuse links, encryption, other methods and parts', () => {
    refused(patched(patched(zip, CENTRAL, 5, [3]), CENTRAL, 40, [0xff, 0xa1]));
    refused(patched(zip, CENTRAL, 8, [1]));
    refused(patched(zip, LOCAL, 6, [1]));
    refused(patched(zip, CENTRAL, 10, [12]));
    refused(patched(zip, END, 4, [1]));
    refused(patched(zip, END, 8, [2, 0]));
    refused(patched(zipOf({ 'a/': bytes }), CENTRAL, 5, [0]));
  });

  it('refuse what is cut short, or has something before or behind', () => {
    refused(new Uint8Array());
    for (const cut of [1, 21, 22, 23, 60]) refused(zip.slice(0, -cut));
    refused(Uint8Array.of(0, ...zip));
    refused(Uint8Array.of(...zip, 0));
  });

  it('refuse more than is allowed or stated', () => {
    refused(zip, { maxBytes: 5_000 });
    refused(zip, { maxFiles: 2 });
    expect(readZip(zip, { maxBytes: 5_007, maxFiles: 3 })).toEqual(files);
    const bomb = zipOf({ bomb: new Uint8Array(3_000_000) });
    expect(bomb.length).toBeLessThan(10_000);
    refused(bomb, { maxBytes: 2_999_999 });
    refused(patched(bomb, CENTRAL, 24, [0xff, 0xff, 0, 0]));
    refused(patched(bomb, CENTRAL, 24, [0xff, 0xff, 0xff, 0x7f]));
  });

  it('refuse two files in the same bytes', () => {
    const two = zipOf({ a: new Uint8Array(9), b: new Uint8Array(9) });
    const view = new DataView(two.buffer);
    const end = two.length - 22;
    const second = view.getUint32(end + 16, true) + 46 + 1;
    view.setUint32(second + 42, 0, true);
    refused(two);
  });

  it('refuse content with another check sum', () => {
    const stored = zipSync({ a: bytes }, { level: 0 });
    refused(stored.map((byte) => (byte === 0x78 ? 0x79 : byte)));
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});
