import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';

import { decodeBase64, encodeBase64, encodeBase64Url } from './base64.js';
import { CheckpointError, formatCheckpoint, parseCheckpoint } from './checkpoint.js';
import { cosign, cosignatureLine, cosignatureMessage, verifyCosignature } from './cosignature.js';
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.js';
import {
  ed25519Signer,
  formatNote,
  NoteError,
  noteSignature,
  parseNote,
  signNote,
  verifyNoteSignature,
  type SignedNote,
} from './note.js';
import { formatReceipt, MAX_RECEIPT_LEAF_BYTES, parseReceipt, ReceiptError } from './receipt.js';
import { KEY_TYPE_COSIGNATURE, KEY_TYPE_ED25519, parseVkey } from './vkey.js';

interface NamedKey {
  readonly name: string;
  readonly seedHex: string;
  readonly vkey: string;
}

// as: the file's own shape, told in vectors/README.md
const notes = JSON.parse(readFileSync(new URL('../vectors/notes.json', import.meta.url), 'utf8')) as {
  readonly attacker: { readonly vkey: string };
  readonly log: NamedKey;
  readonly witness: NamedKey;
  readonly text: string;
  readonly signed: string;
  readonly cosigned: string;
  readonly cosignature: { readonly message: string; readonly timestamp: number; readonly lineBlobB64: string };
  readonly tlogProof: string;
  readonly tlogProofLeaf: string;
};
const bytes = (text: string) => new TextEncoder().encode(text);
const log = ed25519Signer(hexToBytes(notes.log.seedHex), { name: notes.log.name, type: KEY_TYPE_ED25519 });
const witness = ed25519Signer(hexToBytes(notes.witness.seedHex), {
  name: notes.witness.name,
  type: KEY_TYPE_COSIGNATURE,
});
const signed = parseNote(bytes(notes.signed));
const cosigned = parseNote(bytes(notes.cosigned));
const [logLine, witnessLine] = cosigned.signatures;
if (logLine === undefined || witnessLine === undefined) throw new Error('the vectors have two signatures');
const withLines = (...signatures: SignedNote['signatures']): SignedNote => ({ text: notes.text, signatures });

describe('Ed25519', () => {
  it('makes what Node verifies, and refuses what is changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array(), fc.nat(63), (seed, message, at) => {
        const publicKey = ed25519PublicKey(seed);
        const signature = ed25519Sign(seed, message);
        const key = createPublicKey({
          key: { kty: 'OKP', crv: 'Ed25519', x: encodeBase64Url(publicKey) },
          format: 'jwk',
        });
        expect(verify(null, message, key, signature)).toBe(true);
        expect(ed25519Verify(publicKey, message, signature)).toBe(true);
        const changed = signature.map((byte, i) => (i === at ? byte ^ 1 : byte));
        expect(ed25519Verify(publicKey, message, changed)).toBe(false);
      }),
      { numRuns: 15 },
    );
  });

  it('never throws, whatever it is given', () => {
    const junk = fc.uint8Array({ minLength: 0, maxLength: 70 });
    fc.assert(
      fc.property(junk, junk, junk, (publicKey, message, signature) => {
        expect(ed25519Verify(publicKey, message, signature)).toBe(false);
      }),
      { numRuns: 30 },
    );
    // The identity as a key accepts a signature of zeros for every message, where rules are lax.
    const identity = Uint8Array.of(1, ...new Uint8Array(31));
    expect(ed25519Verify(identity, bytes('x'), Uint8Array.of(1, ...new Uint8Array(63)))).toBe(false);
  });
});

describe('signed notes (ledger-format §4)', () => {
  it('are those of the vectors, to the byte', () => {
    expect(formatNote(withLines(signNote(notes.text, log)))).toBe(notes.signed);
    expect(
      formatNote(withLines(signNote(notes.text, log), cosign(notes.text, witness, notes.cosignature.timestamp))),
    ).toBe(notes.cosigned);
    expect(formatNote(cosigned)).toBe(notes.cosigned);
  });

  it('verify by name and key id together', () => {
    const key = parseVkey(notes.log.vkey);
    expect(verifyNoteSignature(signed, key)).toBe('valid');
    expect(verifyNoteSignature(signed, parseVkey(notes.attacker.vkey))).toBe('absent');
    expect(verifyNoteSignature({ ...signed, text: `${notes.text}x\n` }, key)).toBe('invalid');
    const broken = { ...logLine, signature: logLine.signature.map((byte) => byte ^ 1) };
    expect(verifyNoteSignature(withLines(broken), key)).toBe('invalid');
    expect(verifyNoteSignature(withLines(logLine, broken), key)).toBe('invalid');
    expect(verifyNoteSignature(withLines(noteSignature(key, new Uint8Array(3))), key)).toBe('invalid');
    expect(verifyNoteSignature(withLines({ ...logLine, name: 'other' }), key)).toBe('absent');
  });

  it('keep lines of types that are not known (ML-DSA is to come)', () => {
    const more = { name: notes.log.name, keyId: Uint8Array.of(1, 2, 3, 4), signature: new Uint8Array(2420) };
    const note = parseNote(bytes(formatNote(withLines(logLine, more))));
    expect(note.signatures[1]?.signature).toHaveLength(2420);
    expect(verifyNoteSignature(note, log.key)).toBe('valid');
  });

  const line = notes.signed.slice(notes.text.length + 1);
  it.each([
    ['nothing', ''],
    ['no signature', `${notes.text}\n`],
    ['no empty line', notes.text + line],
    ['no line end', notes.signed.slice(0, -1)],
    ['a carriage return', notes.signed.replace('\n', '\r\n')],
    ['a tab', notes.signed.replace('33', '33\t')],
    ['another dash', notes.signed.replace('\u2014', '-')],
    ['no name', notes.signed.replace(`\u2014 ${notes.log.name}`, '\u2014 ')],
    ['a plus in the name', notes.signed.replace(`\u2014 ${notes.log.name}`, '\u2014 a+b')],
    ['a second blank', notes.signed.replace(`\u2014 ${notes.log.name} `, `\u2014 ${notes.log.name}  `)],
    ['base64 without its end', notes.signed.replace(/=\n$/, '\n')],
    ['base64 with other trailing bits', notes.signed.replace(/k=\n$/, 'l=\n')],
    ['a signature of four bytes', `${notes.text}\n\u2014 a AAAAAA==\n`],
    ['17 signatures', `${notes.text}\n${line.repeat(17)}`],
    ['64 KiB', `${'x'.repeat(64 * 1024)}\n${line}`],
  ])('are refused with %s', (_, text) => {
    expect(() => parseNote(bytes(text))).toThrow(NoteError);
  });

  it('are refused when not UTF-8', () => {
    expect(() => parseNote(Uint8Array.of(0xff, ...bytes(notes.signed)))).toThrow(NoteError);
    expect(() => formatNote({ text: 'no line end', signatures: [logLine] })).toThrow(NoteError);
  });

  it('never bring anything but a note or a NoteError', () => {
    const mutated = fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('set', 'cut', 'double')).map(([at, byte, how]) => {
      const note = bytes(notes.cosigned);
      const i = at % note.length;
      if (how === 'cut') return note.slice(0, i);
      if (how === 'double') return Uint8Array.of(...note.slice(i), ...note);
      return note.map((old, j) => (j === i ? byte : old));
    });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 300 })), (junk) => {
        try {
          expect(formatNote(parseNote(junk))).toBe(new TextDecoder().decode(junk));
        } catch (error) {
          expect(error).toBeInstanceOf(NoteError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('checkpoints (ledger-format §4)', () => {
  it('are written and read', () => {
    const checkpoint = parseCheckpoint(notes.text);
    expect(checkpoint).toMatchObject({ origin: notes.log.name, size: 33 });
    expect(formatCheckpoint(checkpoint)).toBe(notes.text);
    const largest = { ...checkpoint, size: Number.MAX_SAFE_INTEGER };
    expect(parseCheckpoint(formatCheckpoint(largest))).toEqual(largest);
  });

  const root = notes.text.split('\n')[2] ?? '';
  it.each([
    ['two lines', 'o\n33\n'],
    ['four lines', `${notes.text}x\n`],
    ['an empty line more', `${notes.text}\n`],
    ['no line end', notes.text.slice(0, -1)],
    ['no origin', `\n33\n${root}\n`],
    ['size 0', `o\n0\n${root}\n`],
    ['a leading zero', `o\n033\n${root}\n`],
    ['a plus sign', `o\n+33\n${root}\n`],
    ['size 2^53', `o\n9007199254740992\n${root}\n`],
    ['a short root', 'o\n33\nAAAA\n'],
    ['a root without padding', `o\n33\n${root.slice(0, -1)}\n`],
  ])('are refused with %s', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(CheckpointError);
  });
});

describe('cosignatures (ledger-format §5)', () => {
  const { timestamp, message, lineBlobB64 } = notes.cosignature;

  it('are those of the vectors, to the byte', () => {
    expect(new TextDecoder().decode(cosignatureMessage(timestamp, notes.text))).toBe(message);
    const { keyId, signature } = cosign(notes.text, witness, timestamp);
    expect(Buffer.concat([keyId, signature]).toString('base64')).toBe(lineBlobB64);
    expect(verifyCosignature(cosigned, parseVkey(notes.witness.vkey))).toEqual({ kind: 'valid', time: timestamp });
  });

  it('do not verify with one bit changed, for another checkpoint, or cut short', () => {
    const verdict = (signature: Uint8Array, text = notes.text) =>
      verifyCosignature({ text, signatures: [{ ...witnessLine, signature }] }, witness.key).kind;
    expect(verdict(witnessLine.signature)).toBe('valid');
    for (const at of [0, 7, 8, 71])
      expect(verdict(witnessLine.signature.map((byte, i) => (i === at ? byte ^ 1 : byte)))).toBe('invalid');
    expect(verdict(witnessLine.signature, notes.text.replace('33', '34'))).toBe('invalid');
    expect(verdict(witnessLine.signature.slice(8))).toBe('invalid');
    expect(verifyCosignature(signed, witness.key)).toEqual({ kind: 'absent' });
  });

  it('count with the newest of several, and not at all when one is wrong', () => {
    const later = cosign(notes.text, witness, timestamp + 60);
    const note = withLines(logLine, later, witnessLine);
    expect(verifyCosignature(note, witness.key)).toEqual({ kind: 'valid', time: timestamp + 60 });
    const wrong = { ...later, signature: later.signature.map((byte, i) => (i === 7 ? byte ^ 1 : byte)) };
    expect(verifyCosignature(withLines(witnessLine, wrong), witness.key)).toEqual({ kind: 'invalid' });
  });

  it('are made by witness keys only, at a time that exists', () => {
    expect(() => cosign(notes.text, log, timestamp)).toThrow(TypeError);
    expect(() => signNote(notes.text, witness)).toThrow(TypeError);
    expect(() => cosignatureLine(witness.key, 1.5, new Uint8Array(64))).toThrow(RangeError);
  });
});

describe('receipts (ledger-format §6)', () => {
  it('are those of the vectors, to the byte', () => {
    const receipt = parseReceipt(bytes(notes.tlogProof));
    expect(receipt).toMatchObject({ index: 7, checkpoint: notes.cosigned });
    expect(new TextDecoder().decode(receipt.extra)).toBe(notes.tlogProofLeaf);
    expect(receipt.path).toHaveLength(6);
    expect(formatReceipt(receipt)).toBe(notes.tlogProof);
  });

  it('leave out a leaf that common parsers cannot take', () => {
    const receipt = { index: 0, path: [], checkpoint: notes.cosigned };
    const most = { ...receipt, extra: new Uint8Array(MAX_RECEIPT_LEAF_BYTES) };
    expect(parseReceipt(bytes(formatReceipt(most))).extra).toHaveLength(MAX_RECEIPT_LEAF_BYTES);
    const more = { ...receipt, extra: new Uint8Array(MAX_RECEIPT_LEAF_BYTES + 1) };
    expect(parseReceipt(bytes(formatReceipt(more)))).toEqual(receipt);
  });

  const hash = encodeBase64(new Uint8Array(32));
  it.each([
    ['nothing', ''],
    ['another version', notes.tlogProof.replace('@v1', '@v2')],
    ['no index', notes.tlogProof.replace('index 7\n', '')],
    ['a leading zero', notes.tlogProof.replace('index 7', 'index 07')],
    ['an index beyond 2^53', notes.tlogProof.replace('index 7', 'index 9007199254740993')],
    ['a hash cut short', notes.tlogProof.replace(/(index 7\n)..../, '$1')],
    ['a broken leaf', notes.tlogProof.replace('extra ', 'extra =')],
    ['no checkpoint', 'c2sp.org/tlog-proof@v1\nindex 0\n'],
    ['a path without end', notes.tlogProof.replace('index 7\n', `index 7\n${`${hash}\n`.repeat(60)}`)],
    ['200 KiB', `${notes.tlogProof}${'x'.repeat(200_000)}`],
  ])('are refused with %s', (_, text) => {
    expect(() => parseReceipt(bytes(text))).toThrow(ReceiptError);
  });

  it('are refused when not UTF-8', () => {
    expect(() => parseReceipt(Uint8Array.of(0xff))).toThrow(ReceiptError);
    expect(decodeBase64(hash)).toHaveLength(32);
  });
});
