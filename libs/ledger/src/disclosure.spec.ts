import { readFileSync } from 'node:fs';

import { decodeBase64Url, encodeBase64Url } from './base64.js';
import { DisclosureError, disclosureDigest, makeDisclosure, parseDisclosure } from './disclosure.js';
import type { JsonValue } from './json.js';

interface DisclosureVectors {
  readonly rfc9901: { readonly digest: string; readonly disclosure: string };
  readonly vectors: readonly {
    readonly digest: string;
    readonly disclosure: string;
    readonly name: string;
    readonly salt: string;
    readonly value: JsonValue;
  }[];
}

// as: the file's own shape, told in vectors/README.md
const { rfc9901, vectors } = JSON.parse(
  readFileSync(new URL('../vectors/disclosures.json', import.meta.url), 'utf8'),
) as DisclosureVectors;
const salt = new Uint8Array(16);
const encoded = (text: string) => encodeBase64Url(new TextEncoder().encode(text));

describe('disclosure vectors', () => {
  it.each(vectors)('makes and reads that of $name', ({ name, value, salt: saltText, disclosure, digest }) => {
    expect(makeDisclosure(name, value, decodeBase64Url(saltText))).toEqual({ disclosure, digest });
    expect(parseDisclosure(disclosure)).toEqual({ salt: saltText, name, value });
  });

  it('hashes that of RFC 9901 as received, though its JSON is not canonical', () => {
    expect(disclosureDigest(rfc9901.disclosure)).toBe(rfc9901.digest);
    expect(parseDisclosure(rfc9901.disclosure)).toEqual({
      salt: '_26bc4LT-ac6q2KI6cBW5es',
      name: 'family_name',
      value: 'Möbius',
    });
  });
});

describe('makeDisclosure', () => {
  it.each(['_sd', '_sdl', '_enc', '...'])('refuses the name %s, and it inside a value', (name) => {
    expect(() => makeDisclosure(name, 1, salt)).toThrow(expect.objectContaining({ code: 'E_DISCLOSURE_NAME' }));
    expect(() => makeDisclosure('x', [{ y: { [name]: 1 } }], salt)).toThrow(
      expect.objectContaining({ code: 'E_DISCLOSURE_NAME' }),
    );
  });

  it('discloses an encrypted value as it is', () => {
    const value = { _enc: { kid: 'k1_x' } };
    expect(parseDisclosure(makeDisclosure('name', value, salt).disclosure).value).toEqual(value);
  });

  it.each([15, 17])('refuses a salt of %i bytes', (length) => {
    expect(() => makeDisclosure('x', 1, new Uint8Array(length))).toThrow(
      expect.objectContaining({ code: 'SEAL_SALT_LENGTH' }),
    );
  });

  it('refuses a value outside the profile', () => {
    expect(() => makeDisclosure('cost', 12.5, salt)).toThrow(expect.objectContaining({ reason: 'NOT_INTEGER' }));
  });
});

describe('parseDisclosure', () => {
  it.each([
    ['no base64', '*'],
    ['no JSON', encoded('["s","n"')],
    ['an object', encoded('{"0":"s","1":"n","2":1}')],
    ['two elements', encoded('["s","n"]')],
    ['four elements', encoded('["s","n",1,2]')],
    ['a name that is no string', encoded('["s",1,2]')],
    ['a salt that is no string', encoded('[1,"n",2]')],
    ['bytes that are not UTF-8', '_w'],
  ])('refuses %s', (_, disclosure) => {
    expect(() => parseDisclosure(disclosure)).toThrow(expect.objectContaining({ code: 'E_DISCLOSURE_FORMAT' }));
    expect(() => parseDisclosure(disclosure)).toThrow(DisclosureError);
  });

  it('refuses a reserved name', () => {
    expect(() => parseDisclosure(encoded('["s","_sd",1]'))).toThrow(
      expect.objectContaining({ code: 'E_DISCLOSURE_NAME' }),
    );
  });
});
