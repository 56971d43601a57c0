import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { bytesToHex } from '@noble/hashes/utils.js';

import { decodeBase64Url } from './base64.js';
import {
  exportVkey,
  formatVkey,
  KEY_TYPE_COSIGNATURE,
  KEY_TYPE_ED25519,
  keyId,
  logVkey,
  parseVkey,
  VkeyError,
  witnessVkey,
} from './vkey.js';

interface NamedKey {
  readonly keyIdHex: string;
  readonly name: string;
  readonly seedHex: string;
  readonly vkey: string;
}

// as: the file's own shape, told in vectors/README.md
const notes = JSON.parse(readFileSync(new URL('../vectors/notes.json', import.meta.url), 'utf8')) as {
  readonly attacker: { readonly vkey: string };
  readonly log: NamedKey;
  readonly witness: NamedKey;
};

/** The public key of an Ed25519 seed, by Node's own cryptography. */
function publicKeyOf(seedHex: string): Uint8Array {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seedHex, 'hex')]);
  const { x } = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })).export({
    format: 'jwk',
  });
  return decodeBase64Url(x ?? '');
}

const publicKey = publicKeyOf(notes.log.seedHex);
const key = { name: notes.log.name, type: KEY_TYPE_ED25519, publicKey } as const;

describe('vkey', () => {
  it('names the log key of the vectors', () => {
    expect(bytesToHex(keyId(key))).toBe(notes.log.keyIdHex);
    expect(logVkey(notes.log.name, publicKey)).toBe(notes.log.vkey);
    expect(parseVkey(notes.log.vkey)).toEqual(key);
  });

  it('names the witness key of the vectors', () => {
    const witness = {
      name: notes.witness.name,
      type: KEY_TYPE_COSIGNATURE,
      publicKey: publicKeyOf(notes.witness.seedHex),
    } as const;
    expect(bytesToHex(keyId(witness))).toBe(notes.witness.keyIdHex);
    expect(witnessVkey(witness.name, witness.publicKey)).toBe(notes.witness.vkey);
    expect(parseVkey(notes.witness.vkey)).toEqual(witness);
  });

  it('names an export key as the foreign writer does', () => {
    const stated = 'rectify.example/issues/wgx-0371/export+996bfa81+ARZLDPmsukDQn6rvx9xm4IVXRKfWIj8pury6lC/sJs+q';
    const { name, publicKey: exportKey } = parseVkey(stated);
    expect(name).toBe('rectify.example/issues/wgx-0371/export');
    expect(exportVkey('rectify.example/issues/wgx-0371', exportKey)).toBe(stated);
  });

  it('gives two keys of one name two ids', () => {
    const attacker = parseVkey(notes.attacker.vkey);
    expect(attacker.name).toBe(notes.log.name);
    expect(keyId(attacker)).not.toEqual(keyId(key));
  });

  it.each([
    ['nothing', ''],
    ['no key', 'rectify.example/issues/wgx-0371+336203aa'],
    ['no name', notes.log.vkey.slice(notes.log.name.length)],
    ['another name', notes.log.vkey.replace('wgx', 'wgy')],
    ['another key id', notes.log.vkey.replace('336203aa', '336203ab')],
    ['a key id in capitals', notes.log.vkey.replace('336203aa', '336203AA')],
    ['another key', notes.log.vkey.replace('ARNW', 'ARNX')],
    ['a type we do not know', notes.log.vkey.replace('+ARNW', '+BhNW')],
    ['a key cut short', notes.log.vkey.slice(0, -4)],
    ['base64 without its end', notes.log.vkey.slice(0, -1)],
    ['a line end', `${notes.log.vkey}\n`],
  ])('refuses %s', (_, text) => {
    expect(() => parseVkey(text)).toThrow(VkeyError);
  });

  it.each(['', 'a b', 'a+b', 'a\u3000b', 'a\u0085b', 'a\n'])('refuses the key name %p', (name) => {
    expect(() => formatVkey({ ...key, name })).toThrow(VkeyError);
  });

  it('refuses a public key of another length, and a name that is no origin', () => {
    expect(() => formatVkey({ ...key, publicKey: publicKey.subarray(1) })).toThrow(VkeyError);
    expect(() => logVkey('rectify.example/issues', publicKey)).toThrow(expect.objectContaining({ code: 'E_ORIGIN' }));
    expect(() => exportVkey('Issues', publicKey)).toThrow(expect.objectContaining({ code: 'E_ORIGIN' }));
  });
});
