import { readFile } from 'node:fs/promises';
import { powersTable } from '@taizhang/platform';
import { standaloneRegistry } from './contexts.js';
import { RECORD_SAMPLES } from './record-samples.js';

describe('the table of powers 职权表', () => {
  it('is the committed, reviewed one: what a change allows or forbids stands in its diff', async () => {
    const committed = await readFile(new URL('../../../docs/reference/powers.tsv', import.meta.url), 'utf8');
    expect(await powersTable(standaloneRegistry(), RECORD_SAMPLES)).toBe(committed);
  });

  it('asks for a sample of every aggregate', async () => {
    await expect(powersTable(standaloneRegistry(), {})).rejects.toThrow('no sample of organization/unit');
  });
});
