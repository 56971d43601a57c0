import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { decodeBase64Url } from './base64.js';
import { EnvelopeError, kidOf, openEnvelope, sealEnvelope, type EnvelopePlace } from './envelope.js';
import { isJsonObject, type JsonObject, type JsonValue } from './json.js';

interface Vector {
  readonly envelope: { readonly _enc: { readonly kid: string; readonly salt: string } & JsonObject };
  readonly eventId: string;
  readonly keyB64u: string;
  readonly log: string;
  readonly pointer: string;
  readonly value: JsonValue;
}

// as: the file is the published one, see vectors/README.md
const { vectors } = JSON.parse(readFileSync(new URL('../vectors/envelopes.json', import.meta.url), 'utf8')) as {
  readonly vectors: readonly Vector[];
};
const placeOf = ({ log, eventId: event, pointer }: Vector): EnvelopePlace => ({ log, event, pointer });

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof EnvelopeError) return error.code;
    throw error;
  }
  return 'none';
}

describe('envelopes', () => {
  it.each(vectors)('are the published ones to the byte: $value', (vector) => {
    const { kid, salt } = vector.envelope._enc;
    const sealing = { kid, key: decodeBase64Url(vector.keyB64u), salt: decodeBase64Url(salt) };
    expect(sealEnvelope(vector.value, sealing, placeOf(vector))).toEqual(vector.envelope);
    expect(openEnvelope(vector.envelope, sealing.key, placeOf(vector))).toEqual(vector.value);
    expect(kidOf(vector.envelope)).toBe(kid);
  });

  const [first] = vectors;
  if (first === undefined) throw new Error('no vectors');
  const key = decodeBase64Url(first.keyB64u);
  const changed = (members: JsonObject) => ({ _enc: { ...first.envelope._enc, ...members } });

  it('are of one key: another one is told before anything is decrypted', () => {
    expect(codeOf(() => openEnvelope(first.envelope, new Uint8Array(32), placeOf(first)))).toBe('E_KEY_COMMITMENT');
    expect(codeOf(() => openEnvelope(changed({ kc: 'A'.repeat(43) }), key, placeOf(first)))).toBe('E_KEY_COMMITMENT');
  });

  it.each([{ log: 'rectify.example/issues/wgx-0372' }, { event: 'another' }, { pointer: '/data/other' }])(
    'open at their own place only, not at %j',
    (other) => {
      expect(codeOf(() => openEnvelope(first.envelope, key, { ...placeOf(first), ...other }))).toBe('E_ENC_OPEN');
    },
  );

  it.each<[string, JsonValue]>([
    ['no object', 'text'],
    ['a member too many', changed({ more: 1 })],
    ['another algorithm', changed({ alg: 'A256GCM' })],
    ['a malformed kid', changed({ kid: 'k2_' })],
    ['a short salt', changed({ salt: 'AAAA' })],
    ['padding in base64', changed({ salt: `${String(first.envelope._enc.salt)}==` })],
    ['a ciphertext that is no block', changed({ ct: 'AAAA' })],
    ['a ciphertext that is no text', changed({ ct: 1 })],
    ['two members', { ...first.envelope, other: 1 }],
  ])('are refused with %s', (_what, envelope) => {
    expect(codeOf(() => openEnvelope(envelope, key, placeOf(first)))).toBe('E_ENC_FORMAT');
  });

  it.each([
    { kid: 'k1_short', key, salt: new Uint8Array(16) },
    { kid: first.envelope._enc.kid, key: key.subarray(1), salt: new Uint8Array(16) },
    { kid: first.envelope._enc.kid, key, salt: new Uint8Array(15) },
  ])('are not made with a malformed kid, key or salt', (sealing) => {
    expect(codeOf(() => sealEnvelope('x', sealing, placeOf(first)))).toBe('E_ENC_FORMAT');
  });

  it('give back every JSON value, and say of its length no more than the block', () => {
    const values = fc.jsonValue({ noUnicodeString: false }).filter((value) => !JSON.stringify(value).includes('.'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), values), (value) => {
        const sealing = { kid: first.envelope._enc.kid, key, salt: new Uint8Array(16) };
        const plain = JSON.parse(JSON.stringify(value)) as JsonValue; // what JSON.parse gives is a JSON value
        let envelope: JsonObject;
        try {
          envelope = sealEnvelope(plain, sealing, placeOf(first));
        } catch (error) {
          if (error instanceof EnvelopeError) throw error;
          return; // outside the profile of leaves
        }
        expect(openEnvelope(envelope, key, placeOf(first))).toEqual(plain);
        const inner = envelope['_enc'];
        const ct = isJsonObject(inner) ? inner['ct'] : '';
        expect((decodeBase64Url(String(ct)).length - 16) % 32).toBe(0);
      }),
    );
  });

  it('do not open when any bit of the ciphertext is turned', () => {
    const ct = decodeBase64Url(String(first.envelope._enc['ct']));
    fc.assert(
      fc.property(fc.nat(ct.length * 8 - 1), (bit) => {
        const turned = Uint8Array.from(ct, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        const envelope = changed({ ct: Buffer.from(turned).toString('base64url') });
        expect(codeOf(() => openEnvelope(envelope, key, placeOf(first)))).toBe('E_ENC_OPEN');
      }),
    );
  });
});
