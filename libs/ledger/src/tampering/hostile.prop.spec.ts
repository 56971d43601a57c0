import { utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';

import { BUNDLE_PATHS, historyPath, receiptPath, schemaPath } from '../bundle/bundle-path.js';
import { writeZip } from '../bundle/zip.js';
import { canonicalBytes } from '../jcs.js';
import type { Manifest } from '../bundle/manifest.js';
import { verifyBundle, verifyZip, type Verification } from '../verify/verify-bundle.js';
import { Forgery, type ForgedEntry } from './forgery.js';
import { vectorFiles, vectorOptions, vectorSigners } from './vector-bundles.node.js';

const keys = vectorSigners();
const delta = vectorFiles('delta');
const options = vectorOptions('delta');
const text = new TextDecoder();

/** No verification ends by accident: `unexpected` is what a defect of the verifier's own would be told as. */
function expectVerdict({ passed, findings }: Verification): void {
  expect(passed).toBe(findings.length === 0);
  expect(findings.filter(({ details }) => details['reason'] === 'unexpected')).toEqual([]);
}

const numbers = fc.oneof(
  fc.constantFrom(0, -1, 1, 56, 88, 89, 90, 1.5, -0, 2 ** 53 - 1, 2 ** 53, 1e300),
  fc.integer({ min: 0, max: 100 }),
);
const strings = fc.oneof(
  fc.string(),
  fc.constantFrom('', '\ud800', '__proto__', '../x', 'AAAA', 'A'.repeat(43) + '=', 'a\nb', '台账'),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    numbers,
    strings,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom('_sd', '_sdl', '_enc', '__proto__', 'idx', 'h', 'leaf', 'clr', 'sd', 'erased'),
        fc.string(),
      ),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
})).value;

/** Some members of an object replaced. */
const mutation = (names: readonly string[]) =>
  fc.array(fc.tuple(fc.constantFrom(...names), json), { minLength: 1, maxLength: 3 }).map(Object.fromEntries);

describe('whatever it is fed, a verifier says a verdict', () => {
  it('on any bytes in place of any file, whatever the manifest says', () => {
    const path = fc.constantFrom(
      ...delta.keys(),
      receiptPath(60),
      historyPath(3),
      BUNDLE_PATHS.proofs,
      schemaPath('issues.InternalRemark', 1),
      'x y',
    );
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      json.map((value) => utf8ToBytes((JSON.stringify(value) ?? '').toWellFormed())),
      fc.constantFrom(...delta.values()),
    );
    fc.assert(
      fc.property(path, content, fc.boolean(), (file, bytes, isSigned) => {
        const forgery = new Forgery(delta, keys);
        forgery.files.set(file, bytes);
        const canSign = isSigned && file !== BUNDLE_PATHS.manifest;
        expectVerdict(verifyBundle(canSign ? forgery.export() : forgery.files, options));
      }),
      { numRuns: 20 },
    );
  });

  it('on any entry, signed by its exporter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 56, max: 88 }),
        mutation(['idx', 'h', 'leaf', 'sd', 'erased', 'clr']),
        (idx, change) => {
          const forgery = new Forgery(delta, keys);
          const before = forgery.export();
          const lines = forgery.entries.map((entry): ForgedEntry =>
            entry.idx === idx ? { ...entry, ...change } : entry,
          );
          forgery.writeLines(
            BUNDLE_PATHS.entries,
            lines.map((entry) => JSON.stringify(entry)),
          );
          expectVerdict(verifyBundle(before, options));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('on any leaf, hashed, signed and cosigned', () => {
    const full = vectorFiles('full');
    const members = [
      'actor',
      'clr',
      'commit',
      'data',
      'format',
      'id',
      'idx',
      'log',
      'rev',
      'schema',
      'stream',
      'time',
      'type',
    ];
    fc.assert(
      fc.property(fc.nat(88), mutation(members), (idx, change) => {
        const forgery = new Forgery(full, keys);
        forgery.writeLeaf(idx, utf8ToBytes(JSON.stringify({ ...forgery.leaf(idx), ...change }).toWellFormed()));
        forgery.rebuild();
        expectVerdict(verifyBundle(forgery.export({}, { recount: false }), { ...options, known: [] }));
      }),
      { numRuns: 20 },
    );
  });

  it('on any data of an event, canonical, hashed, signed and cosigned', () => {
    const full = vectorFiles('full');
    fc.assert(
      fc.property(fc.constantFrom(46, 47, 53), json, (idx, value) => {
        const forgery = new Forgery(full, keys);
        try {
          const leaf = { ...forgery.leaf(idx), data: value };
          forgery.writeLeaf(idx, canonicalBytes(leaf));
        } catch {
          return;
        }
        forgery.rebuild();
        expectVerdict(verifyBundle(forgery.export({}, { recount: false }), { ...options, known: [] }));
      }),
      { numRuns: 20 },
    );
  });

  it('on any manifest, signed by its exporter', () => {
    const members = ['clearance', 'counts', 'created', 'format', 'from', 'frontier', 'kind', 'origin', 'to'];
    fc.assert(
      fc.property(mutation(members), (change) => {
        const forgery = new Forgery(delta, keys);
        try {
          forgery.export(change as Partial<Manifest>); // as: what is no manifest is the point
        } catch {
          return;
        }
        expectVerdict(verifyBundle(forgery.files, options));
      }),
      { numRuns: 40 },
    );
  });

  it('on any note, policy clock and known checkpoint', () => {
    const note = delta.get(BUNDLE_PATHS.checkpoint) ?? new Uint8Array();
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), fc.double(), fc.uint8Array({ maxLength: 50 }), (at, byte, now, junk) => {
        const changed = note.map((old, i) => (i === at % note.length ? byte : old));
        const known = [changed, junk, Uint8Array.of(...note, ...junk)];
        expectVerdict(verifyBundle(delta, { ...options, now, known }));
      }),
      { numRuns: 20 },
    );
  });

  it('on any zip', () => {
    const zip = writeZip(delta);
    const damaged = fc
      .tuple(fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255))), fc.nat(zip.length))
      .map(([edits, cut]) => {
        const bytes = zip.slice();
        for (const [at, byte] of edits) bytes[at] = byte;
        return edits.length % 3 === 0 ? bytes.slice(cut) : edits.length % 3 === 1 ? bytes.slice(0, cut) : bytes;
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        expectVerdict(verifyZip(bytes, options));
      }),
      { numRuns: 20 },
    );
  });

  it('on depth and numbers of lines that would exhaust a careless one', () => {
    const forgery = new Forgery(delta, keys);
    forgery.export();
    forgery.write(BUNDLE_PATHS.entries, `${'['.repeat(2_000_000)}\n${'x\n'.repeat(200_000)}`);
    forgery.write(BUNDLE_PATHS.keys, '{"a":'.repeat(500_000));
    expect(text.decode(forgery.files.get(BUNDLE_PATHS.keys))).toHaveLength(2_500_000);
    const verification = verifyBundle(forgery.files, options);
    expectVerdict(verification);
    expect(verification.findings.length).toBeLessThan(1_000);
  });
});
