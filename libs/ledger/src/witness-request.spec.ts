import { utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';

import { formatCheckpoint } from './checkpoint.js';
import { consistencyPath } from './merkle-proof.js';
import { leafHash, rootOf } from './merkle.js';
import { ed25519Signer, formatNote, signNote, type NoteSigner } from './note.js';
import { KEY_TYPE_ED25519 } from './vkey.js';
import {
  formatWitnessRequest,
  judgeWitnessRequest,
  parseWitnessRequest,
  WitnessRequestError,
  type WitnessedHead,
} from './witness-request.js';

const ORIGIN = 'rectify.example/issues/wgx-0001';
const log = ed25519Signer(new Uint8Array(32).fill(1), { name: ORIGIN, type: KEY_TYPE_ED25519 });
const other = ed25519Signer(new Uint8Array(32).fill(2), { name: ORIGIN, type: KEY_TYPE_ED25519 });
const hashes = Array.from({ length: 20 }, (_, i) => leafHash(Uint8Array.of(i)));
const headAt = (size: number): WitnessedHead => ({ size, root: rootOf(hashes.slice(0, size)) });
const noteAt = (size: number, signer: NoteSigner = log, root = headAt(size).root, origin = ORIGIN) => {
  const text = formatCheckpoint({ origin, size, root });
  return formatNote({ text, signatures: [signNote(text, signer)] });
};
const pathTo = (size: number, from: number) => (from === 0 ? [] : consistencyPath(hashes.slice(0, size), from));
const judge = (request: string, head?: WitnessedHead) =>
  judgeWitnessRequest(utf8ToBytes(request), { logs: [log.key], headOf: () => head });
const asked = (oldSize: number, size: number, checkpoint = noteAt(size)) =>
  formatWitnessRequest({ oldSize, path: pathTo(size, oldSize), checkpoint });

describe('add-checkpoint (ledger-format §5)', () => {
  it('is written and read', () => {
    const request = { oldSize: 5, path: pathTo(9, 5), checkpoint: noteAt(9) };
    expect(formatWitnessRequest(request)).toMatch(
      /^old 5\n([A-Za-z0-9+/]{43}=\n)+\nrectify.example\/issues\/wgx-0001\n9\n/,
    );
    expect(parseWitnessRequest(utf8ToBytes(formatWitnessRequest(request)))).toEqual(request);
  });

  it('is granted to whoever extends what was cosigned, from any size to any', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), (size, n) => {
        const from = n % (size + 1);
        const verdict = judge(asked(from, size), from === 0 ? undefined : headAt(from));
        expect(verdict).toMatchObject({ kind: 'cosign', checkpoint: { origin: ORIGIN, size } });
      }),
      { numRuns: 40 },
    );
  });

  const forked = new Uint8Array(32);
  it.each<[string, string, WitnessedHead | undefined, object]>([
    ['no request', 'x', undefined, { status: 400 }],
    ['no note', 'old 0\n\nx', undefined, { status: 400 }],
    ['an old size above the new', asked(0, 5).replace('old 0', 'old 6'), headAt(6), { status: 400 }],
    [
      'another log',
      asked(0, 5, noteAt(5, log, headAt(5).root, 'rectify.example/issues/other')),
      undefined,
      { status: 404 },
    ],
    ['another key', asked(0, 5, noteAt(5, other)), undefined, { status: 403 }],
    ['a broken signature', asked(0, 5).replace(/\n5\n/, '\n6\n'), undefined, { status: 403 }],
    ['another old size', asked(4, 9), headAt(5), { status: 409, size: 5 }],
    ['an old size where there is none', asked(4, 9), undefined, { status: 409, size: 0 }],
    ['another tree of one size', asked(5, 5, noteAt(5, log, forked)), headAt(5), { status: 409, size: 5 }],
    ['another tree', asked(5, 9, noteAt(9, log, forked)), headAt(5), { status: 422 }],
    ['a path from nothing', asked(5, 9).replace('old 5', 'old 0'), undefined, { status: 422 }],
    ['no path', formatWitnessRequest({ oldSize: 5, path: [], checkpoint: noteAt(9) }), headAt(5), { status: 422 }],
  ])('is refused with %s', (_, request, head, expected) => {
    expect(judge(request, head)).toEqual({ kind: 'refuse', ...expected });
  });

  it.each([
    ['nothing', ''],
    ['a leading zero', asked(5, 9).replace('old 5', 'old 05')],
    ['no empty line', 'old 5\nx'],
    ['a broken hash', asked(5, 9).replace(/\n./, '\n=')],
    ['a short hash', asked(5, 9).replace('\n', '\nAAAA\n')],
    ['64 hashes', `old 5\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n${noteAt(9)}`],
    ['80 KiB', `${asked(5, 9)}${'x'.repeat(80 * 1024)}`],
  ])('cannot be read with %s', (_, text) => {
    expect(() => parseWitnessRequest(utf8ToBytes(text))).toThrow(WitnessRequestError);
  });

  it('never brings anything but a verdict', () => {
    const request = utf8ToBytes(asked(5, 9));
    fc.assert(
      fc.property(fc.nat(request.length - 1), fc.nat(255), fc.uint8Array({ maxLength: 100 }), (at, byte, junk) => {
        for (const bytes of [request.map((old, i) => (i === at ? byte : old)), junk, request.slice(0, at)])
          expect(judgeWitnessRequest(bytes, { logs: [log.key], headOf: () => headAt(5) }).kind).toMatch(
            /cosign|refuse/,
          );
      }),
      { numRuns: 60 },
    );
  });
});
