import { readFileSync } from 'node:fs';
import { declarationsOf } from '../../declarations.mjs';
import type { Declarations } from './declarations.js';

const document = readFileSync(new URL('../../../../docs/reference/openapi.json', import.meta.url), 'utf8');

describe('acts of people', () => {
  it('begin every aggregate that they go on with: each can be reached from a page', async () => {
    Object.assign(globalThis, { TAIZHANG_DECLARATIONS: declarationsOf(JSON.parse(document)) as Declarations }); // as the build does
    const { ACTS, begins } = await import('./acts.js');
    const places = new Set(ACTS.map(({ context, aggregate }) => `${context}.${aggregate}`));
    const begun = new Set(
      TAIZHANG_DECLARATIONS.acts.filter(begins).map(({ context, aggregate }) => `${context}.${aggregate}`),
    );
    expect([...places].filter((place) => !begun.has(place))).toEqual([]);
  });
});
