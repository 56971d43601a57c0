import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failToStart } from '../deployments/host-process.js';

const mongoUrl = process.env['TAIZHANG_TEST_MONGODB_URL'];
if (mongoUrl === undefined)
  throw new Error('TAIZHANG_TEST_MONGODB_URL is not set: run through `npm run test:distributed`');

describe('a start with a password that MongoDB does not take', () => {
  it('says so in one sentence, which names neither user nor password', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'taizhang-password-'));
    const url = new URL(mongoUrl);
    url.username = 'someone';
    url.password = 'a-password-nobody-may-see';
    url.pathname = '/refused';
    url.search = '?authSource=admin';
    try {
      const { code, stdout, stderr } = await failToStart('standalone', {
        NODE_ENV: 'test',
        TAIZHANG_DATA: folder,
        TAIZHANG_STORE: 'mongodb',
        TAIZHANG_BLOBS_FOLDER: folder,
        TAIZHANG_MONGODB_URL: url.href,
        TAIZHANG_KEK: 'a passphrase of this test only',
      });
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: ['The MongoDB server refuses the user or password of TAIZHANG_MONGODB_URL.'],
      });
      expect([...stdout, ...stderr].join('\n')).not.toMatch(/someone|a-password-nobody/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
