import { readGoldenFiles, type GoldenSample } from '@taizhang/testkit';
import { decodeBase64Url } from './base64.js';
import { disclosureDigest, parseDisclosure } from './disclosure.js';
import { kidOf, openEnvelope } from './envelope.js';
import { isJsonObject, type JsonObject, type JsonValue } from './json.js';
import { checkLeaf } from './leaf-check.js';
import type { Leaf } from './leaf.js';
import { ledgerEventProblems } from './ledger-event-check.js';
import { LEDGER_EVENT_SCHEMA_VERSION, type LedgerEventType } from './ledger-events.js';
import { openData } from './open-data.js';

/** The ledger's own events (ledger-format §7); a new one does not compile without, and must have its golden file. */
const OWN: { readonly [T in LedgerEventType]: true } = {
  'ledger.Opened': true,
  'ledger.KeyAdded': true,
  'ledger.KeyRetired': true,
  'ledger.SubjectKeyDestroyed': true,
  'ledger.DisclosureErased': true,
  'ledger.Closed': true,
};
/** Members of §7 that a leaf may do without. */
const OPTIONAL = new Set(['predecessors']);

const samples = readGoldenFiles().flatMap(({ file, version, samples: all }) =>
  all.map((sample, at) => ({ name: `${file}, sample ${String(at + 1)}`, version, sample })),
);
const own = samples.filter(({ name }) => name.startsWith('ledger/'));

function leafOf({ leaf }: GoldenSample): Leaf {
  const checked = checkLeaf(Buffer.from(leaf));
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.leaf;
}

/** Every object that data consist of, data themselves first. */
function objectsIn(value: JsonValue): readonly JsonObject[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!isJsonObject(value)) return value.flatMap(objectsIn);
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

/** Where each sealed value of data stands: the pointer to its object, by digest. */
function placesIn(value: JsonValue, pointer: string): readonly (readonly [digest: string, pointer: string])[] {
  if (typeof value !== 'object' || value === null) return [];
  const digests = isJsonObject(value) ? ((value['_sd'] ?? []) as readonly string[]) : []; // as: `openData` takes them for digests
  const inner = Object.entries(value).flatMap(([name, member]) => placesIn(member as JsonValue, `${pointer}/${name}`)); // as: members of JSON
  return [...digests.map((digest) => [digest, pointer] as const), ...inner];
}

describe('golden leaves', () => {
  it.each(samples)('$name is a leaf to the byte (ledger-format §2)', ({ sample }) => {
    expect(leafOf(sample).data).toBeDefined();
  });

  it.each(samples)('$name has all its sealed values, and no other (ledger-format §8)', ({ sample }) => {
    const { data } = leafOf(sample);
    const byDigest = new Map(sample.disclosures.map((one) => [disclosureDigest(one), one]));
    const { withheld, missing } = openData(data, byDigest, 3);
    expect({ withheld, missing }).toEqual({ withheld: [], missing: [] });
    const digests = objectsIn(data).flatMap(({ _sd }) => (_sd ?? []) as readonly string[]); // as: `openData` took them for digests
    expect([...byDigest.keys()].sort()).toEqual([...digests].sort());
  });

  it('open where they hold envelopes, with the keys beside them (ledger-format §9)', () => {
    const opened = samples.flatMap(({ sample: { keys = {}, ...sample } }) => {
      const { log, id, data } = leafOf(sample);
      const places = new Map(placesIn(data, '/data'));
      const sealed = sample.disclosures
        .map((disclosure) => ({ ...parseDisclosure(disclosure), at: places.get(disclosureDigest(disclosure)) ?? '' }))
        .filter(({ value }) => isJsonObject(value) && '_enc' in value);
      return sealed.map(({ name, value, at }) => {
        const key = keys[kidOf(value)] ?? '';
        return openEnvelope(value, decodeBase64Url(key), { log, event: id, pointer: `${at}/${name}` });
      });
    });
    expect(opened.length).toBeGreaterThan(0);
    for (const value of opened) expect(value).toEqual(expect.any(String));
  });
});

describe('golden events of the ledger itself (ledger-format §7)', () => {
  it('are there for every type', () => {
    const types = new Set(own.map(({ sample }) => leafOf(sample).type));
    expect([...types].sort()).toEqual(Object.keys(OWN).sort());
    expect(new Set(own.map(({ version }) => version))).toEqual(new Set([LEDGER_EVENT_SCHEMA_VERSION]));
  });

  it.each(own)('$name has exactly the members that are released', ({ sample }) => {
    const leaf = leafOf(sample);
    const problemsWith = (data: JsonObject) => ledgerEventProblems({ ...leaf, data });
    expect(problemsWith(leaf.data)).toEqual([]);
    expect(problemsWith({ ...leaf.data, unreleased: 'x' })).not.toEqual([]);
    for (const name of Object.keys(leaf.data).filter((member) => !OPTIONAL.has(member))) {
      const { [name]: removed, ...rest } = leaf.data;
      expect(removed).toBeDefined();
      expect(problemsWith(rest)).not.toEqual([]);
    }
  });
});
