/** Which servers the distributed tests get, and that a run without any says so and fails: the servers themselves are fakes here. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InfraError } from './settings.mjs';

const { jest } = import.meta;
const here = fileURLToPath(new URL('.', import.meta.url));

const docker = {
  dockerAnswers: jest.fn(),
  startDocker: jest.fn(),
  dockerBroker: () => ({}),
};
const local = { up: jest.fn(), down: jest.fn() };
jest.unstable_mockModule('./docker-infra.mjs', () => docker);
jest.unstable_mockModule('./instance.mjs', () => local);
const { startTestInfra } = await import('./test-infra.mjs');

const ENVIRONMENT = { ...process.env };

beforeEach(() => {
  delete process.env.TAIZHANG_TEST_INFRA;
  jest.resetAllMocks();
  docker.startDocker.mockResolvedValue({ mode: 'docker', instance: 'container' });
  local.up.mockResolvedValue([
    { service: 'kafka', url: '127.0.0.1:9' },
    { service: 'mongodb', url: 'mongodb://127.0.0.1:9' },
  ]);
});
afterAll(() => {
  process.env = ENVIRONMENT;
});

describe('the servers of the distributed tests', () => {
  it.each([
    { wish: undefined, engine: true, mode: 'docker' },
    { wish: undefined, engine: false, mode: 'local' },
    { wish: '', engine: false, mode: 'local' },
    { wish: 'local', engine: true, mode: 'local' },
    { wish: 'docker', engine: false, mode: 'docker' },
  ])(
    'are $mode when TAIZHANG_TEST_INFRA is $wish and a Docker engine answers: $engine',
    async ({ wish, engine, mode }) => {
      if (wish !== undefined) process.env.TAIZHANG_TEST_INFRA = wish;
      docker.dockerAnswers.mockResolvedValue(engine);
      expect((await startTestInfra()).mode).toBe(mode);
      expect(docker.startDocker).toHaveBeenCalledTimes(mode === 'docker' ? 1 : 0);
      expect(local.up).toHaveBeenCalledTimes(mode === 'local' ? 1 : 0);
    },
  );

  it('are none for a wish that nobody knows', async () => {
    process.env.TAIZHANG_TEST_INFRA = 'podman';
    await expect(startTestInfra()).rejects.toThrow('TAIZHANG_TEST_INFRA must be "local" or "docker", not "podman".');
  });

  it('fail the run where neither way can be had, and leave nothing behind', async () => {
    docker.dockerAnswers.mockResolvedValue(false);
    local.up.mockRejectedValue(new InfraError('Java is needed.'));
    await expect(startTestInfra({ instance: 'test-gone' })).rejects.toThrow(
      new InfraError('No servers for the distributed tests (local), which are never skipped: Java is needed.'),
    );
    expect(local.down).toHaveBeenCalledWith({ instance: 'test-gone', purge: true });
  });
});

describe('a run on a machine that has neither', () => {
  let cache;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'taizhang-no-servers-'));
  });
  afterEach(() => rmSync(cache, { recursive: true }));

  it.each([
    [
      'local',
      /^No servers for the distributed tests \(local\), which are never skipped: .*"(mvn|java|go)" is not on the PATH\.$/,
    ],
    [
      'docker',
      /^No servers for the distributed tests \(docker\), which are never skipped: Could not find a working container/,
    ],
  ])('ends in one sentence (%s)', (wish, sentence) => {
    const script = `import { startTestInfra } from '${here}test-infra.mjs';
      await startTestInfra().catch((error) => { console.log(error.message); process.exit(1); });`;
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: here,
      encoding: 'utf8',
      env: {
        PATH: cache,
        HOME: cache,
        DOCKER_HOST: 'tcp://127.0.0.1:1',
        TAIZHANG_INFRA_CACHE: cache,
        TAIZHANG_TEST_INFRA: wish,
      },
    });
    expect(stdout.trim()).toMatch(sentence);
    expect(status).toBe(1);
  });
});
