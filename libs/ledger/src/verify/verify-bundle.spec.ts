import { readFileSync } from 'node:fs';

import { utf8ToBytes } from '@noble/hashes/utils.js';

import { BUNDLE_PATHS } from '../bundle/bundle-path.js';
import { readZip, writeZip } from '../bundle/zip.js';
import { parsePolicy } from '../policy.js';
import { VECTOR_BUNDLES, vectorFiles, vectorOptions, vectorText } from '../tampering/vector-bundles.node.js';
import { Findings, formatFinding, MAX_FINDINGS_PER_CODE } from './findings.js';
import { checkNote } from './notes-stage.js';
import { verifyBundle, verifyZip } from './verify-bundle.js';
import type { VerifyOptions } from './verify-context.js';

const linesOf = (files: ReadonlyMap<string, Uint8Array>, options: VerifyOptions) =>
  verifyBundle(files, options).findings.map(formatFinding);
const full = vectorFiles('full');
const options = vectorOptions('full');

describe('bundles of a foreign writer (ledger-format §11, §12)', () => {
  it.each(VECTOR_BUNDLES)('%s is accepted as folder and as zip', (bundle) => {
    const files = vectorFiles(bundle);
    expect(linesOf(files, vectorOptions(bundle))).toEqual([]);
    expect(verifyZip(writeZip(files), vectorOptions(bundle))).toEqual(verifyBundle(files, vectorOptions(bundle)));
  });

  it('say what they are', () => {
    expect(verifyBundle(full, options)).toEqual({
      passed: true,
      findings: [],
      subject: {
        origin: 'rectify.example/issues/wgx-0371',
        kind: 'range',
        from: 0,
        to: 89,
        root: 'vCP1QYrDk0+D8bifaTx+NWxz+obn+5HjOAfatw4Js2g=',
        created: '2026-03-02T02:01:01.000Z',
        clearance: 3,
        entries: 89,
        envelopes: { opened: 30, opaque: 6 },
      },
    });
  });

  it('are stale by any later clock', () => {
    const later = { ...options, now: options.now + 30 * 24 * 3600 };
    expect(linesOf(full, later)).toEqual([
      expect.stringMatching(/^FAIL E_COSIG_STALE file=checkpoint time=\d+ now=\d+$/),
    ]);
    expect(linesOf(full, { ...later, maxCosigAgeSeconds: 31 * 24 * 3600 })).toEqual([]);
  });

  it('are for readers of one clearance', () => {
    expect(linesOf(vectorFiles('extract'), { ...vectorOptions('extract'), clearance: 2 })).toEqual([]);
    expect(linesOf(full, { ...options, clearance: 2 })).toContain('FAIL E_CLEARANCE states=3 expected=2');
  });

  it('need no witness where the policy asks for none', () => {
    const policy = parsePolicy(
      vectorText('policy')
        .replace(/^witness.*\n/m, '')
        .replace(/quorum .*/, 'quorum none'),
    );
    expect(linesOf(full, { ...options, policy, now: 4_000_000_000 })).toEqual([]);
  });

  it('are of no worth to who trusts other keys', () => {
    const other = parsePolicy(
      'log rectify.example/issues/wgx-0371+336203aa+ARNW9h+usvQYCLx6uEYkimZSQ+jAOnfJlr9NU+ArzsYq\nquorum none\n',
    );
    expect(linesOf(full, { ...options, policy: other })).toContain('FAIL E_SIG_UNKNOWN_KEY file=checkpoint');
    const [log] = options.policy.logs;
    if (log === undefined) throw new Error('the policy of the vectors has a log');
    expect(linesOf(full, { ...options, exportKey: log })).toEqual(['FAIL E_MANIFEST_SIG reason=other-ledger']);
  });

  it('may wear one top folder in a zip, under any name', () => {
    const nested = new Map([...full].map(([path, bytes]) => [`审计包/${path}`, bytes]));
    expect(readZip(writeZip(nested))).toEqual(full);
  });
});

// as: the file's own shape, told in vectors/README.md
const notes = JSON.parse(readFileSync(new URL('../../vectors/notes.json', import.meta.url), 'utf8')) as {
  readonly bad: readonly { readonly name: string; readonly note: string; readonly error: string }[];
  readonly policy: string;
  readonly cosigned: string;
  readonly signed: string;
  readonly cosignature: { readonly timestamp: number };
};

describe('notes of the vectors (ledger-format §12, stage 1)', () => {
  const checks = {
    policy: parsePolicy(notes.policy.replace('quorum superior', 'quorum none')),
    origin: 'rectify.example/issues/wgx-0371',
    now: notes.cosignature.timestamp,
    skew: 300,
  };

  it.each(notes.bad)('$name is $error', ({ note, error }) => {
    expect(checkNote(utf8ToBytes(note), checks).problems).toEqual([error]);
  });

  it('are good with the cosignature that the policy asks for', () => {
    const strict = { ...checks, policy: parsePolicy(notes.policy) };
    expect(checkNote(utf8ToBytes(notes.cosigned), strict)).toMatchObject({
      problems: [],
      quorumTime: notes.cosignature.timestamp,
    });
    expect(checkNote(utf8ToBytes(notes.signed), strict).problems).toEqual(['E_COSIG_QUORUM']);
    expect(checkNote(utf8ToBytes(notes.signed), checks).problems).toEqual([]);
  });
});

describe('findings', () => {
  it('are bounded, and cannot break out of their line', () => {
    const findings = new Findings();
    for (let i = 0; i < MAX_FINDINGS_PER_CODE + 7; i++) findings.add('E_LEAF_HASH', { idx: i });
    findings.add('E_BUNDLE_LAYOUT', { file: 'a b\nRESULT PASS\u001b[2J\ud800台账' });
    const list = findings.list().map(formatFinding);
    expect(list).toHaveLength(MAX_FINDINGS_PER_CODE + 2);
    expect(list[0]).toBe('FAIL E_BUNDLE_LAYOUT file=a%20b%0ARESULT%20PASS%1B%5B2J%EF%BF%BD%E5%8F%B0%E8%B4%A6');
    expect(list.at(-1)).toBe('FAIL E_LEAF_HASH more=7');
  });

  it('are all that comes of nothing at all', () => {
    const { passed, findings, subject } = verifyBundle(new Map(), options);
    expect({ passed, subject }).toEqual({ passed: false, subject: undefined });
    expect(findings.map(({ details }) => details['file'])).toEqual([
      BUNDLE_PATHS.manifest,
      BUNDLE_PATHS.manifestNote,
      BUNDLE_PATHS.checkpoint,
      BUNDLE_PATHS.entries,
    ]);
  });
});
