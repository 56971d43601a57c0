import type { JsonObject } from '@taizhang/kernel';
import { PERSON_IN_OFFICE_FACT, personEvents } from '@taizhang/contracts';
import type { ContextReads } from '../context/context-feature.js';
import { PERSON_DIRECTORY, personDirectoryView } from './person-directory.view.js';
import { personFacts } from './person-facts.js';

const ROWS: Readonly<Record<string, JsonObject>> = {
  'organization/wgx-0371 wgx-0371.P-1': { person: 'wgx-0371.P-1', unit: 'b-jia', leftOn: null },
  'organization/wgx-0371 wgx-0371.P-2': { person: 'wgx-0371.P-2', unit: 'b-jia', leftOn: '2014-07-10' },
  'organization/tyj-0372 tyj-0372.P-1': { person: 'tyj-0372.P-1', unit: 'tyj-0372', leftOn: null },
};
const reads = {
  get: (view: string, ledger: string, key: string) => {
    const doc = view === PERSON_DIRECTORY ? ROWS[`${ledger} ${key}`] : undefined;
    return Promise.resolve(doc && { ledger, key, idx: 1, doc });
  },
  seen: () => Promise.resolve(5),
} as unknown as ContextReads; // what this fact reads

const ask = (key: string, on?: string) =>
  personFacts[PERSON_IN_OFFICE_FACT]?.({ fact: PERSON_IN_OFFICE_FACT, key, ...(on !== undefined && { on }) }, reads);

describe('a person in office 在任人员', () => {
  it('[C1.0.a] is one that the bureau named in the id registered, whoever asks', async () => {
    await expect(ask('wgx-0371.P-1', '2014-07-01')).resolves.toEqual({
      value: 'b-jia',
      consulted: [{ ledger: 'organization/wgx-0371', size: 5 }],
    });
    await expect(ask('tyj-0372.P-1')).resolves.toEqual({
      value: 'tyj-0372',
      consulted: [{ ledger: 'organization/tyj-0372', size: 5 }],
    });
  });

  it('[C1.0.a] is nobody whom no bureau registered: the ledger that would say so is consulted', async () => {
    await expect(ask('wgx-0371.P-NOBODY')).resolves.toEqual({
      value: null,
      consulted: [{ ledger: 'organization/wgx-0371', size: 5 }],
    });
  });

  it.each(['', 'x', 'P-1', '.P-1', 'No.P-1', '局.P-1', '__proto__'])('is nobody by what is no id: %j', async (key) => {
    await expect(ask(key)).resolves.toEqual({ value: null, consulted: [] });
  });

  it('[C1.0.a] is not one who has left by the day asked for', async () => {
    await expect(ask('wgx-0371.P-2', '2014-07-09')).resolves.toMatchObject({ value: 'b-jia' });
    await expect(ask('wgx-0371.P-2', '2014-07-10')).resolves.toMatchObject({ value: null });
    await expect(ask('wgx-0371.P-2')).resolves.toMatchObject({ value: null });
  });
});

describe('the person directory 人员名录', () => {
  it('keeps ids, units and the day of leaving, and no name', () => {
    const { on } = personDirectoryView('issues');
    expect(Object.keys(on)).toEqual([
      personEvents.definitions.PersonRegistered.type,
      personEvents.definitions.PersonLeft.type,
    ]);
  });
});
