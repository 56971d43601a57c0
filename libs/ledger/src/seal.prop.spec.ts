import fc from 'fast-check';

import { isReservedName } from './disclosure.js';
import { canonicalize } from './jcs.js';
import { isJsonObject, type JsonObject, type JsonValue } from './json.js';
import { openData, sealedDigests } from './open-data.js';
import { sealData, type FieldClass, type FieldClasses } from './seal.js';

const name = fc
  .oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom('__proto__', 'a.b', '$x', '姓名', 'constructor'))
  .filter((text) => !isReservedName(text));
const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

interface Field {
  readonly fieldClass: FieldClass;
  readonly value: JsonValue;
}

/** A class together with a value of its shape, so that every sample seals. */
const { fields } = fc.letrec<{ fields: Readonly<Record<string, Field>>; field: Field }>((tie) => ({
  fields: fc.dictionary(name, tie('field'), { maxKeys: 4, depthIdentifier: 'seal' }),
  field: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'seal' },
    scalar.map((value): Field => ({ fieldClass: { kind: 'open' }, value })),
    fc.tuple(scalar, fc.constantFrom<1 | 2 | 3>(1, 2, 3)).map(([value, level]): Field => ({
      fieldClass: { kind: 'redactable', level },
      value: [value, { inner: value }],
    })),
    tie('fields').map((inner): Field => ({
      fieldClass: { kind: 'object', fields: classesOf(inner) },
      value: valuesOf(inner),
    })),
    tie('fields').map((inner): Field => ({
      fieldClass: { kind: 'array', items: classesOf(inner) },
      value: [valuesOf(inner), valuesOf(inner)],
    })),
  ),
}));

function classesOf(all: Readonly<Record<string, Field>>): FieldClasses {
  return Object.fromEntries(Object.entries(all).map(([key, { fieldClass }]) => [key, fieldClass]));
}

function valuesOf(all: Readonly<Record<string, Field>>): JsonObject {
  return Object.fromEntries(Object.entries(all).map(([key, { value }]) => [key, value]));
}

/** Salts that differ from call to call. */
function freshSalts(): () => Uint8Array {
  let drawn = 0;
  return () => {
    const salt = new Uint8Array(16);
    new DataView(salt.buffer).setUint32(0, ++drawn);
    return salt;
  };
}

describe('sealing, any classes', () => {
  it('gives back exactly what went in, to whoever may read it all', () => {
    fc.assert(
      fc.property(fields, (all) => {
        const data = valuesOf(all);
        const sealed = sealData(data, classesOf(all), freshSalts());
        const opened = openData(
          sealed.data,
          new Map(sealed.disclosures.map((made) => [made.digest, made.disclosure])),
          3,
        );
        expect(canonicalize(opened.data)).toBe(canonicalize(data));
        expect([...opened.withheld, ...opened.missing]).toEqual([]);
      }),
    );
  });

  it('lets a clearance read the levels up to its own, and counts the rest', () => {
    fc.assert(
      fc.property(fields, fc.constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3), (all, clearance) => {
        const sealed = sealData(valuesOf(all), classesOf(all), freshSalts());
        const { withheld, missing } = openData(sealed.data, new Map(), clearance);
        expect(withheld).toHaveLength(sealed.disclosures.filter(({ level }) => level > clearance).length);
        expect(missing).toHaveLength(sealed.disclosures.filter(({ level }) => level <= clearance).length);
        expect(sealedDigests(sealed.data)).toHaveLength(sealed.disclosures.length);
      }),
    );
  });

  it('leaves no sealed value in the data', () => {
    fc.assert(
      fc.property(fields, (all) => {
        const sealed = sealData(valuesOf(all), classesOf(all), freshSalts());
        expect(hasMember(sealed.data, 'inner')).toBe(false);
      }),
    );
  });
});

/** Whether a member of this name, of the kind that only sealed values have here, stands anywhere. */
function hasMember(value: JsonValue, wanted: string): boolean {
  if (Array.isArray(value)) return value.some((item: JsonValue) => hasMember(item, wanted));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([key, member]) => key === wanted || hasMember(member, wanted));
}
