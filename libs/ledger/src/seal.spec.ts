import { readFileSync } from 'node:fs';

import { sha256 } from '@noble/hashes/sha2.js';

import { decodeBase64 } from './base64.js';
import { disclosureDigest, parseDisclosure } from './disclosure.js';
import type { JsonObject } from './json.js';
import { decodeLeaf } from './leaf.js';
import { openData, sealedDigests } from './open-data.js';
import { sealData, type FieldClasses } from './seal.js';

const saltFrom = (pointer: string) => sha256(new TextEncoder().encode(pointer)).slice(0, 16);

const classes: FieldClasses = {
  source: { kind: 'open' },
  narrative: { kind: 'redactable', level: 2 },
  contact: { kind: 'redactable', level: 3 },
  place: { kind: 'object', fields: { area: { kind: 'open' }, address: { kind: 'redactable', level: 1 } } },
  measures: { kind: 'array', items: { due: { kind: 'open' }, text: { kind: 'redactable', level: 1 } } },
};
const data = {
  source: 'petition',
  narrative: '群众反映材料',
  place: { area: '410100', address: '中原路 1 号' },
  measures: [{ due: '2026-06-30', text: '公开办事指南' }, { due: '2026-07-31' }],
};
const sealed = sealData(data, classes, saltFrom);
const byDigest = new Map(sealed.disclosures.map(({ digest, disclosure }) => [digest, disclosure]));

describe('sealData', () => {
  it('leaves open fields and puts sorted digests with their levels where the rest was', () => {
    const digestAt = (path: string) => sealed.disclosures.find((made) => made.path === path)?.digest;
    const [narrative, contact] = [digestAt('/data/narrative'), digestAt('/data/contact')];
    const top = [
      { digest: narrative, level: 2 },
      { digest: contact, level: 3 },
    ].sort((a, b) => (String(a.digest) < String(b.digest) ? -1 : 1));
    expect(sealed.data).toEqual({
      source: 'petition',
      place: { area: '410100', _sd: [digestAt('/data/place/address')], _sdl: [1] },
      measures: [
        { due: '2026-06-30', _sd: [digestAt('/data/measures/0/text')], _sdl: [1] },
        { due: '2026-07-31', _sd: [digestAt('/data/measures/1/text')], _sdl: [1] },
      ],
      _sd: top.map(({ digest }) => digest),
      _sdl: top.map(({ level }) => level),
    });
  });

  it('discloses an absent field as null', () => {
    const absent = sealed.disclosures.filter(({ disclosure }) => parseDisclosure(disclosure).value === null);
    expect(absent.map(({ path }) => path).sort()).toEqual(['/data/contact', '/data/measures/1/text']);
  });

  it('gives as many digests to full as to empty data', () => {
    const empty = sealData({}, classes, saltFrom);
    const full = sealData({ narrative: 'x', contact: 'y' }, classes, saltFrom);
    expect(empty.data['_sd']).toHaveLength(2);
    expect(full.data['_sd']).toHaveLength(2);
  });

  it('asks once per field for a salt, by its pointer', () => {
    const asked: string[] = [];
    sealData(data, classes, (pointer) => {
      asked.push(pointer);
      return saltFrom(pointer);
    });
    expect(asked.sort()).toEqual(sealed.disclosures.map(({ path }) => path).sort());
  });

  it('lets an absent or null object or array be', () => {
    const { data: bare } = sealData({ place: null, source: 'x' }, classes, saltFrom);
    expect(bare).toMatchObject({ place: null, source: 'x' });
    expect(bare).not.toHaveProperty('measures');
  });

  it('keeps encrypted values in open fields as they are', () => {
    const source = { _enc: { kid: 'k1_x' } };
    expect(sealData({ source }, classes, saltFrom).data['source']).toEqual(source);
  });

  it.each([
    ['SEAL_FIELD_UNDECLARED', '/data/remark', { remark: 'free text' }, classes],
    ['SEAL_FIELD_UNDECLARED', '/data/place/x', { place: { x: 1 } }, classes],
    ['SEAL_FIELD_UNDECLARED', '/data/constructor', { constructor: 1 }, classes],
    ['SEAL_FIELD_SHAPE', '/data/place', { place: 'x' }, classes],
    ['SEAL_FIELD_SHAPE', '/data/measures', { measures: {} }, classes],
    ['SEAL_FIELD_SHAPE', '/data/measures/0', { measures: ['x'] }, classes],
    ['E_DISCLOSURE_NAME', '/data/_sd', { _sd: [] }, classes],
    ['E_DISCLOSURE_NAME', '/data/_enc', {}, { _enc: { kind: 'redactable', level: 1 } }],
    ['E_DISCLOSURE_NAME', '/data/source', { source: [{ _sdl: 1 }] }, classes],
  ] as const)('refuses with %s at %s', (code, pointer, wrong: JsonObject, declared: FieldClasses) => {
    expect(() => sealData(wrong, declared, saltFrom)).toThrow(expect.objectContaining({ code, pointer }));
  });
});

describe('openData', () => {
  it('restores everything for the highest clearance', () => {
    expect(openData(sealed.data, byDigest, 3)).toEqual({
      data: { ...data, contact: null, measures: [data.measures[0], { due: '2026-07-31', text: null }] },
      withheld: [],
      missing: [],
    });
  });

  it('withholds what is above the clearance, though the disclosure is there', () => {
    const { data: low, withheld, missing } = openData(sealed.data, byDigest, 1);
    expect(low).toEqual({
      ...data,
      narrative: undefined,
      measures: [data.measures[0], { due: '2026-07-31', text: null }],
    });
    expect(withheld.map(({ level, pointer }) => [level, pointer]).sort()).toEqual([
      [2, '/data'],
      [3, '/data'],
    ]);
    expect(missing).toEqual([]);
  });

  it('reports what is within the clearance and not there', () => {
    const address = sealed.disclosures.find(({ path }) => path === '/data/place/address');
    const stripped = new Map([...byDigest].filter(([digest]) => digest !== address?.digest));
    expect(openData(sealed.data, stripped, 3).missing).toEqual([
      { digest: address?.digest, level: 1, pointer: '/data/place' },
    ]);
  });

  it('refuses a disclosure under the digest of another', () => {
    const [first, second] = sealed.disclosures;
    const swapped = new Map(byDigest).set(first?.digest ?? '', second?.disclosure ?? '');
    expect(() => openData(sealed.data, swapped, 3)).toThrow(expect.objectContaining({ code: 'E_DISCLOSURE_UNKNOWN' }));
  });

  it('refuses a name that is there already', () => {
    const clash = { ...sealed.data, narrative: 'other' };
    expect(() => openData(clash, byDigest, 3)).toThrow(
      expect.objectContaining({ code: 'E_DISCLOSURE_NAME', pointer: '/data' }),
    );
  });

  const [low, high] = sealed.disclosures.map(({ digest }) => digest).sort();
  it.each([
    ['no levels', { _sd: [low] }],
    ['no digests', { _sdl: [1] }],
    ['empty lists', { _sd: [], _sdl: [] }],
    ['unequal lengths', { _sd: [low], _sdl: [1, 2] }],
    ['descending digests', { _sd: [high, low], _sdl: [1, 1] }],
    ['a digest twice', { _sd: [low, low], _sdl: [1, 1] }],
    ['a level of 0', { _sd: [low], _sdl: [0] }],
    ['a level of 4', { _sd: [low], _sdl: [4] }],
    ['what is no digest', { _sd: ['abc'], _sdl: [1] }],
    ['what is no list', { _sd: 'abc', _sdl: 1 }],
  ])('refuses %s', (_, wrong) => {
    // as: wrong on purpose
    expect(() => openData({ nested: [wrong as JsonObject] }, new Map(), 3)).toThrow(
      expect.objectContaining({ code: 'E_SD_FORMAT', pointer: '/data/nested/0' }),
    );
  });

  it('keeps a field called __proto__ a field', () => {
    // as: an object by its own text
    const odd = JSON.parse('{"__proto__":{"polluted":true}}') as JsonObject;
    expect(JSON.stringify(openData(odd, new Map(), 0).data)).toBe('{"__proto__":{"polluted":true}}');
  });
});

describe('leaves of a foreign writer', () => {
  interface Entry {
    readonly leaf: string;
    readonly sd?: readonly string[];
    readonly erased?: readonly { readonly d: string }[];
  }
  const entries = readFileSync(new URL('../vectors/bundles/full/entries.ndjson', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    // as: the file's own shape, ledger-format §11
    .map((line) => JSON.parse(line) as Entry);

  it('open to the last field but the erased ones', () => {
    const digests = entries.flatMap(({ leaf }) => sealedDigests(decodeLeaf(decodeBase64(leaf)).data));
    expect(digests.length).toBeGreaterThan(50);
    for (const { leaf, sd = [], erased = [] } of entries) {
      const {
        data: opened,
        withheld,
        missing,
      } = openData(
        decodeLeaf(decodeBase64(leaf)).data,
        new Map(sd.map((disclosure) => [disclosureDigest(disclosure), disclosure])),
        3,
      );
      expect(withheld).toEqual([]);
      expect(missing.map(({ digest }) => digest)).toEqual(erased.map(({ d }) => d));
      for (const disclosure of sd) expect(opened).toHaveProperty(parseDisclosure(disclosure).name);
    }
  });
});
