import { leafJsonSchema } from '@taizhang/kernel';
import { readGoldenFiles } from '@taizhang/testkit';
import { standaloneRegistry } from '../contexts.js';
import { releasedEvents, schemaFiles } from './schema-files.js';

const pathOf = (type: string, version: number) => `schemas/${type}/${String(version)}.json`;

describe('the generated JSON Schemas', () => {
  it('are of every version that was ever released, as it was released', async () => {
    const files = new Map(
      schemaFiles(await releasedEvents(standaloneRegistry().events(), process.cwd())).map(({ path, text }) => [
        path,
        text,
      ]),
    );
    const golden = readGoldenFiles();
    expect([...files.keys()].sort()).toEqual(golden.map(({ type, version }) => pathOf(type, version)).sort());
    for (const released of golden) {
      const text = files.get(pathOf(released.type, released.version)) ?? '';
      expect(JSON.parse(text)).toEqual(leafJsonSchema(released));
    }
  });
});
