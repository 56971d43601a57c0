import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { jobRowsConformance } from '@taizhang/jobs-conformance';
import { openSqliteJobRows } from './sqlite-job-rows.js';

const freshFile = async () => join(await mkdtemp(join(tmpdir(), 'taizhang-jobs-')), 'jobs.sqlite');

jobRowsConformance({
  name: 'SQLite',
  freshPlace: freshFile,
  open: (place) => Promise.resolve(openSqliteJobRows(place)),
});

describe('a file of jobs', () => {
  it('that is not ours is refused in one sentence', async () => {
    const file = await freshFile();
    await writeFile(file, 'this is not a database, and longer than a header of one hundred bytes '.repeat(20));
    expect(() => openSqliteJobRows(file)).toThrow(expect.objectContaining({ code: 'JOB_STORE_FOREIGN' }));
  });

  it('in a folder that does not exist is refused in one sentence', () => {
    expect(() => openSqliteJobRows('/nonexistent/jobs.sqlite')).toThrow(
      expect.objectContaining({ code: 'JOB_STORE_UNAVAILABLE' }),
    );
  });

  it('holds nothing of what was removed', async () => {
    const file = await freshFile();
    const rows = openSqliteJobRows(file);
    const row = {
      id: 'j-1',
      context: 'issues',
      owner: 'acct-1',
      state: 'DONE',
      created: 1,
      until: 2,
      revision: 0,
    } as const;
    await rows.add({ ...row, sealed: 'MARKED-1' });
    await rows.addResults('j-1', [{ n: 0, sealed: 'MARKED-2' }]);
    await rows.remove('j-1');
    const folder = dirname(file);
    const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
    expect(files.some((bytes) => bytes.includes('MARKED-'))).toBe(false);
    await rows.close();
  });
});
