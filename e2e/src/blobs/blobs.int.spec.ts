import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@taizhang/testkit';
import { freshKey } from '../bad-input/send-request.js';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';

const CLERK = 'Test acct-clerk;branch-clerk;wgx-0371;1';
/** Of the branch that answers for the issue. */
const BRANCH_CLERK = 'Test acct-clerk;branch-clerk;wgx-0371/b-jia;1';
const MIB = 1024 * 1024;
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3 * MIB, 'mark-of-evidence ')]);

type Headers = Readonly<Record<string, string>>;

async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('evidence', () => {
  let folder: string;
  let deployment: Deployment;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-evidence-'));
    deployment = await startEmbedded(folder);
    url = deployment.urlOf('issues');
    const driver = new ScenarioDriver(deployment);
    const upTo = SLICE.findIndex(({ verb }) => verb === 'complete-measure');
    for (const step of SLICE.slice(0, upTo)) await driver.give(step);
  }, 180_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  const upload = (body: Uint8Array | ReadableStream, headers: Headers = {}, path = '/api/issues/wgx-0371/blobs') =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf', authorization: CLERK, 'idempotency-key': freshKey(), ...headers },
      body,
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    } as RequestInit); // `duplex` is not in the type yet
  const attach = (evidence: string, sha256: string, size: number) =>
    fetch(`${url}/api/issues/wgx-0371/issue/2014-wgx-0001/attach-evidence`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: BRANCH_CLERK, 'idempotency-key': freshKey() },
      body: JSON.stringify({ evidence, sha256, size, title: '照片' }),
    });
  const download = (sha256: string, authorization = CLERK, bureau = 'wgx-0371') =>
    fetch(`${url}/api/issues/${bureau}/blobs/${sha256}`, { headers: { authorization } });
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code; // a problem
  const uploaded = async (response: Response) =>
    (await response.json()) as { sha256: string; size: number; mediaType: string }; // as the route answers
  const stored = () => filesUnder(join(folder, 'blobs'));

  it('is uploaded, attached and given back to whoever may read the issue', async () => {
    const response = await upload(PDF);
    expect(response.status).toBe(201);
    const { sha256, size, mediaType } = await uploaded(response);
    expect([size, mediaType]).toEqual([PDF.length, 'application/pdf']);
    expect((await download(sha256)).status).toBe(404);
    expect((await attach('e-10', sha256, size)).status).toBe(200);
    const found = await eventually('the reference is known', async () => {
      const answer = await download(sha256);
      return answer.status === 200 ? answer : undefined;
    });
    expect(Buffer.from(await found.arrayBuffer()).equals(PDF)).toBe(true);
    expect(Object.fromEntries(found.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'content-disposition': `attachment; filename="${sha256.slice(0, 16)}.pdf"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
  });

  it('is nothing to whoever may not read the issue, nor in another ledger', async () => {
    const { sha256, size } = await uploaded(await upload(PDF));
    expect((await attach('e-11', sha256, size)).status).toBe(200);
    await eventually('the reference is known', async () => (await download(sha256)).status === 200);
    expect((await download(sha256, 'Test acct-x;branch-clerk;wgx-0372;1')).status).toBe(404);
    expect((await download(sha256, 'Test acct-x;branch-clerk;wgx-0371;0')).status).toBe(404);
    expect((await download(sha256, 'Test acct-x;analyst;wgx-0371;3')).status).toBe(404);
    expect((await download(sha256, '')).status).toBe(401);
    expect((await download(sha256, CLERK, 'wgx-0372')).status).toBe(404);
    expect((await download('a'.repeat(64))).status).toBe(404);
    expect((await download('..%2f..%2fkeys')).status).toBe(404);
  });

  it('lies encrypted in the folder, under names that no client chose', async () => {
    const { sha256 } = await uploaded(
      await upload(PDF, { 'content-disposition': 'attachment; filename="../../mark-of-a-name"' }),
    );
    const files = await stored();
    expect(files.some((file) => file.endsWith(sha256))).toBe(true);
    for (const file of files) {
      expect(file).toMatch(/\/blobs\/issues\/wgx-0371\/[0-9a-f]{2}\/[0-9a-f]{64}$/);
      expect((await readFile(file)).includes('mark-of-evidence')).toBe(false);
    }
  });

  it('has the same address when the upload is repeated', async () => {
    const key = { 'idempotency-key': freshKey() };
    const first = await uploaded(await upload(PDF, key));
    const files = await stored();
    expect(await uploaded(await upload(PDF, key))).toEqual(first);
    expect(await stored()).toEqual(files);
  });

  it('cannot be attached unless it was uploaded to this ledger, with its size', async () => {
    const { sha256, size } = await uploaded(await upload(PDF));
    const unknown = await attach('e-12', 'b'.repeat(64), size);
    expect([unknown.status, await codeOf(unknown)]).toEqual([422, 'BLOB_UNKNOWN']);
    const wrong = await attach('e-12', sha256, size + 1);
    expect([wrong.status, await codeOf(wrong)]).toEqual([422, 'BLOB_SIZE_DIFFERS']);
  });

  it.each<[string, Uint8Array, Headers, string, number, string]>([
    ['of no kind we take', PDF, { 'content-type': 'text/html' }, '', 415, 'BLOB_TYPE_REFUSED'],
    ['not of its kind', PDF, { 'content-type': 'image/png' }, '', 415, 'BLOB_TYPE_REFUSED'],
    ['as JSON', Buffer.from('{}'), { 'content-type': 'application/json' }, '', 415, 'BLOB_TYPE_REFUSED'],
    ['compressed', PDF, { 'content-encoding': 'gzip' }, '', 415, 'BLOB_TYPE_REFUSED'],
    ['by an auditor', PDF, { authorization: 'Test a;auditor;wgx-0371;3' }, '', 403, 'FORBIDDEN'],
    ['from elsewhere', PDF, { authorization: 'Test a;branch-clerk;wgx-0372;3' }, '', 403, 'FORBIDDEN'],
    ['by nobody', PDF, { authorization: '' }, '', 401, 'UNAUTHENTICATED'],
    ['without a key', PDF, { 'idempotency-key': 'x' }, '', 400, 'IDEMPOTENCY_KEY_INVALID'],
    ['for no unit', PDF, {}, '?unit=..%2f', 400, 'PARAMETER_INVALID'],
    ['that is too large', Buffer.concat([PDF, Buffer.alloc(48 * MIB)]), {}, '', 413, 'BODY_TOO_LARGE'],
  ])('is refused %s, and nothing is kept', async (_what, body, headers, query, status, code) => {
    const files = await stored();
    const answer = await upload(body, headers, `/api/issues/wgx-0371/blobs${query}`);
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
    expect(await stored()).toEqual(files);
  });

  it('is refused when it grows too large without having said so, and nothing is kept', async () => {
    const files = await stored();
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(sent === 0 ? PDF : Buffer.alloc(MIB));
        sent += MIB;
        if (sent > 60 * MIB) controller.close();
      },
    });
    const answer = await upload(endless).then(
      (response) => response.status,
      () => 'closed', // the server need not read on
    );
    expect([413, 'closed']).toContain(answer);
    expect(await stored()).toEqual(files);
  });

  it('is nothing when its sender goes away', async () => {
    const files = await stored();
    const { hostname, port } = new URL(url);
    const going = request({
      hostname,
      port,
      method: 'POST',
      path: '/api/issues/wgx-0371/blobs',
      headers: {
        'content-type': 'application/pdf',
        'content-length': String(PDF.length),
        authorization: CLERK,
        'idempotency-key': freshKey(),
      },
    });
    going.on('error', () => undefined);
    going.write(PDF.subarray(0, MIB));
    const drafts = () => filesUnder(join(folder, 'blobs', '.incoming'));
    await eventually('the upload has begun', async () => (await drafts()).length > 0);
    going.destroy();
    await eventually('its draft is gone', async () => (await drafts()).length === 0);
    expect(await stored()).toEqual(files);
  });

  it('is not there for contexts that take none', async () => {
    expect((await upload(PDF, {}, '/api/organization/wgx-0371/blobs')).status).toBe(404);
    expect((await upload(PDF, {}, '/api/nothing/wgx-0371/blobs')).status).toBe(404);
    expect((await upload(PDF, {}, '/api/issues/wgx-0371/issue/2014-wgx-0001/raise-issue')).status).toBe(415);
  });
});
