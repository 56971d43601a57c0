/** Small images that go wrong in one way each; the real one takes minutes and is checked by CI. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isIgnored } from './image-stage.mjs';
import { ROOT } from './packages.mjs';

/** Answers the health check only if it got its port and its folder, and stops in order when it is asked to. */
const SERVER = `import { writeFileSync } from "node:fs";
writeFileSync(process.env.TAIZHANG_DATA + "/started", "");
const server = http.createServer((_, response) => response.end()).listen(process.env.TAIZHANG_PORT);
process.on("SIGTERM", () => server.close(() => process.exit(0)));`;
const HEALTH = `HEALTHCHECK --interval=1s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/').then(() => process.exit(0), () => process.exit(1))"]`;

const image = ({ steps = [], server = SERVER } = {}) =>
  [
    'FROM one AS build',
    'WORKDIR /app',
    'COPY infra/docker ./docker',
    'FROM two',
    'ENV TAIZHANG_PORT=8080 TAIZHANG_DATA=/app/data',
    'WORKDIR /app',
    'COPY --from=build /app/docker ./docker',
    ...steps,
    'RUN test -f docker/Caddyfile && mkdir data && chown 1000:1000 data',
    `RUN printf '%s' '${`import http from "node:http"; ${server}`.replaceAll('\n', ' ')}' > server.mjs`,
    'USER 1000:1000',
    HEALTH,
    'CMD ["node", "server.mjs"]',
  ].join('\n');

describe('the check of the image', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'taizhang-dockerfile-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function check(dockerfile) {
    writeFileSync(join(folder, 'Dockerfile'), dockerfile);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['tools/check-image.mjs', join(folder, 'Dockerfile')],
      {
        cwd: ROOT,
        encoding: 'utf8',
        env: { ...process.env, TAIZHANG_PORT: '1', TAIZHANG_STORE: 'of the caller' },
      },
    );
    return { status, stdout, stderr };
  }

  it('builds stage by stage, starts, finds it healthy and stops it', () => {
    const { status, stdout, stderr } = check(image());
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/node server\.mjs is healthy/);
  });

  it('ends at a step that fails, and names it', () => {
    const { status, stderr } = check(image({ steps: ['RUN exit 3'] }));
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'The step "RUN exit 3" of the image ended with 3.\n' });
  });

  it('shows what a program said that ended before it was healthy', () => {
    const { status, stderr } = check(image({ server: 'console.error("no store"); process.exit(2);' }));
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'no store\nThe program of the image did not become healthy.\n',
    });
  });

  it('refuses a program that dies of SIGTERM instead of stopping', () => {
    const { status, stderr } = check(
      image({ server: 'http.createServer((_, r) => r.end()).listen(process.env.TAIZHANG_PORT);' }),
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'The program of the image did not stop in order.\n' });
  });

  it('gives neither build nor program the variables of whoever calls it', () => {
    const { status, stderr } = check(image({ steps: ['RUN test -z "$TAIZHANG_STORE"'] }));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('what the context leaves out', () => {
  const patterns = ['.git', '**/dist', '**/node_modules'];

  it.each(['.git', '.git/HEAD', 'dist', 'libs/kernel/dist/index.js', 'apps/issues/node_modules'])('is %s', (path) => {
    expect(isIgnored(path, patterns)).toBe(true);
  });

  it.each(['', '.github', '.gitignore', 'libs/kernel/src/index.ts', 'libs/.git'])('is not %s', (path) => {
    expect(isIgnored(path, patterns)).toBe(false);
  });
});
