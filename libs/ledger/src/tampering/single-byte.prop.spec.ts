import fc from 'fast-check';

import { BundleError } from '../bundle/bundle-error.js';
import { readZip, writeZip } from '../bundle/zip.js';
import { verifyBundle } from '../verify/verify-bundle.js';
import { vectorFiles, vectorOptions } from './vector-bundles.node.js';

const BUNDLES = ['delta', 'extract', 'rotated/extract'] as const;
const places = BUNDLES.map((bundle) => ({ bundle, files: vectorFiles(bundle), options: vectorOptions(bundle) }));
const mask = fc.integer({ min: 1, max: 255 });

describe('a single changed byte', () => {
  it('is caught, in whatever file of whatever bundle', () => {
    const place = fc
      .constantFrom(...places)
      .chain(({ files, ...rest }) =>
        fc
          .constantFrom(...files.keys())
          .map((file) => ({ ...rest, files, file, bytes: files.get(file) ?? new Uint8Array() })),
      );
    fc.assert(
      fc.property(place, fc.nat(), mask, ({ files, file, bytes, options }, at, xor) => {
        const changed = bytes.map((byte, i) => (i === at % bytes.length ? byte ^ xor : byte));
        expect(verifyBundle(new Map([...files, [file, changed]]), options).passed).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is caught when it is one more, or one less, at the end of a file', () => {
    for (const { files, options } of places) {
      for (const [file, bytes] of files) {
        for (const changed of [bytes.slice(0, -1), Uint8Array.of(...bytes, 0x0a)])
          expect(verifyBundle(new Map([...files, [file, changed]]), options).passed).toBe(false);
      }
    }
  });

  it('is caught when it is a file less', () => {
    for (const { files, options } of places) {
      for (const file of files.keys()) {
        const less = new Map(files);
        less.delete(file);
        expect(verifyBundle(less, options).passed).toBe(false);
      }
    }
  });

  it('never changes a file of a zip unseen: times in it may change, names and contents not', () => {
    const [{ files }] = places as [(typeof places)[0]]; // as: three of them
    const zip = writeZip(files);
    fc.assert(
      fc.property(fc.nat(zip.length - 1), mask, (at, xor) => {
        let read: ReadonlyMap<string, Uint8Array>;
        try {
          read = readZip(zip.map((byte, i) => (i === at ? byte ^ xor : byte)));
        } catch (error) {
          expect(error).toBeInstanceOf(BundleError);
          return;
        }
        for (const [path, bytes] of read) expect(files.get(path)).toEqual(bytes);
      }),
      { numRuns: 400 },
    );
  });
});
