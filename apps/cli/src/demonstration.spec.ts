import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMONSTRATION_FILE, demonstrationEnvironment } from './demonstration.js';

describe('what a data folder is run with', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-demonstration-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is told by a demonstration itself', async () => {
    const environment = { TAIZHANG_AUTHORITY: 'rectify.example', TAIZHANG_CLOCK: 'shifted' };
    await writeFile(join(folder, DEMONSTRATION_FILE), JSON.stringify({ environment, password: '', people: [] }));
    expect(await demonstrationEnvironment(folder)).toEqual(environment);
  });

  it('is nothing of its own where it is none', async () => {
    expect(await demonstrationEnvironment(folder)).toEqual({});
    expect(await demonstrationEnvironment(join(folder, 'not-there'))).toEqual({});
  });
});
