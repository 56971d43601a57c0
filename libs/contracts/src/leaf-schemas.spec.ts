import { HIDDEN_LEAF_SCHEMA, leafJsonSchema, type JsonObject } from '@taizhang/kernel';
import { readGoldenFiles } from '@taizhang/testkit';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const ajv = new Ajv2020({ strict: true, allErrors: true, keywords: ['x-ledger-class'] });
formats.default(ajv);
const files = readGoldenFiles();
const parsed = (leaf: string) => JSON.parse(leaf) as JsonObject; // leaves are objects

describe('the JSON Schemas of leaves', () => {
  it.each(files.map((golden) => [golden.file, golden] as const))('take %s as it was released', (_file, golden) => {
    const takes = ajv.compile(leafJsonSchema(golden));
    for (const { leaf } of golden.samples) {
      takes(parsed(leaf));
      expect(takes.errors ?? []).toEqual([]);
    }
  });

  it('take nothing that is not as it was released', () => {
    const golden = files.find(({ type }) => type === 'issues.IssueRaised');
    const [sample] = golden?.samples ?? [];
    if (golden === undefined || sample === undefined) throw new Error('no golden file of issues.IssueRaised');
    const takes = ajv.getSchema('urn:taizhang:event:issues.IssueRaised:1') ?? ajv.compile(leafJsonSchema(golden));
    const leaf = parsed(sample.leaf);
    const data = leaf['data'] as JsonObject; // as samples have it
    const digests = data['_sd'] as readonly string[]; // it has sealed fields
    const { reliedOn, ...without } = data;
    expect(reliedOn).toBeDefined();
    for (const changed of [
      { ...leaf, data: { ...data, manifestation: 'in the clear' } },
      { ...leaf, data: { ...data, _sd: digests.slice(1) } },
      { ...leaf, data: { ...data, source: 'HEARSAY' } },
      { ...leaf, data: without },
      { ...leaf, clr: 4 },
      { ...leaf, schema: 2 },
      { ...leaf, more: 1 },
    ])
      expect(takes(changed)).toBe(false);
  });

  it('say of a hidden leaf what there is of it', () => {
    const takes = ajv.compile(HIDDEN_LEAF_SCHEMA);
    const hidden = { log: 'rectify.example/issues/wgx-0371', idx: 3, clr: 2, h: `${'A'.repeat(43)}=` };
    expect(takes(hidden)).toBe(true);
    for (const changed of [
      { ...hidden, type: 'issues.IssueRaised' },
      { ...hidden, clr: 0 },
      { ...hidden, h: 'x' },
    ])
      expect(takes(changed)).toBe(false);
  });
});
