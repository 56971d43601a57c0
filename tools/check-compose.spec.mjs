/** A check that refuses nothing is worth nothing: each kind of mistake is planted in the real file and must be named. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { environmentSchema, readConfiguration } from '../libs/platform/src/configuration/configuration.js';
import { composeObjections, overlaid } from './compose-rules.mjs';
import { finalStage } from './dockerfile.mjs';
import { ROOT, contextPrograms } from './packages.mjs';

const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const COMPOSE = read('docker-compose.yml');
const OIDC = read('infra/docker/compose.oidc.yml');
const CADDYFILE = read('infra/docker/Caddyfile');
const DOCKERFILE = read('infra/docker/Dockerfile');

/** The text with one thing changed, which must be there, or the test would plant nothing. */
function planted(text, [from, to]) {
  if (!text.includes(from)) throw new Error(`Nothing to plant in: there is no ${from}`);
  return text.replace(from, to);
}

const objections = ({ compose = COMPOSE, overlay = '{}', caddyfile = CADDYFILE, dockerfile = DOCKERFILE }) =>
  composeObjections(overlaid(parse(compose, { merge: true }), parse(overlay, { merge: true })), {
    variables: Object.keys(environmentSchema.shape),
    readConfiguration,
    image: finalStage(dockerfile),
    programs: contextPrograms(),
    caddyfile,
    exists: (path) => existsSync(join(ROOT, path)),
  });

describe('the rules of docker-compose.yml', () => {
  it('accept the file as it is', () => {
    expect(objections({})).toEqual([]);
  });

  it('accept it with an issuer laid over it, which every host believes and reaches', () => {
    const { services } = overlaid(parse(COMPOSE, { merge: true }), parse(OIDC, { merge: true }));
    expect(objections({ overlay: OIDC })).toEqual([]);
    for (const name of Object.keys(contextPrograms())) {
      expect(services[name].environment).toMatchObject({ TAIZHANG_IDENTITY: 'oidc', TAIZHANG_STORE: 'mongodb' });
      expect(services[name].networks).toEqual(['inside', 'issuer']);
    }
  });

  it.each([
    [
      'an issuer that one host does not believe',
      ['  issues: *issuer\n', ''],
      /^issues: people are known there otherwise/,
    ],
    ['an issuer without audience', [/ {4}TAIZHANG_OIDC_AUDIENCE.*\n/, ''], /OIDC_AUDIENCE is needed/],
    ['an algorithm with a shared secret', [':-RS256,', ':-HS256,'], /OIDC_ALGORITHMS must be of/],
  ])('refuse over it %s', (_what, [from, to], sentence) => {
    const overlay = OIDC.replace(from, to);
    expect(overlay).not.toBe(OIDC);
    expect(objections({ overlay })).toContainEqual(expect.stringMatching(sentence));
  });

  it.each([
    ['a deployment to which nobody can sign in', ['IDENTITY:-local', 'IDENTITY:-none'], /nobody can sign in with/],
    [
      'hosts with accounts of their own',
      [
        '      TAIZHANG_MONGODB_URL: mongodb://issues',
        '      TAIZHANG_IDENTITY_DATABASE: own\n      TAIZHANG_MONGODB_URL: mongodb://issues',
      ],
      /^(issues|organization|audit): people are known there otherwise/,
    ],
    ['a variable nobody reads', ['TAIZHANG_STORE:', 'TAIZHANG_STORAGE:'], /no variable TAIZHANG_STORAGE/],
    [
      'a value the schema refuses',
      ['TAIZHANG_STORE: mongodb', 'TAIZHANG_STORE: mongo'],
      /TAIZHANG_STORE must be sqlite or/,
    ],
    ['a default the schema refuses', [':-Asia/Shanghai', ':-Asia/Peking'], /TAIZHANG_TIME_ZONE is not a time zone/],
    [
      'a test identity in production',
      ['IDENTITY:-local', 'IDENTITY:-test'],
      /IDENTITY=test is refused when NODE_ENV=production/,
    ],
    ['a replication below the in-sync minimum', ["MIN_ISR: '1'", "MIN_ISR: '2'"], /MIN_ISR is greater than/],
    ['a variable asked for under a wrong name', ['${TAIZHANG_KEK:?', '${TAIZHANG_KEY:?'], /no variable TAIZHANG_KEY/],
    [
      'a variable that takes the value of another',
      ['${TAIZHANG_KEK:?', '${TAIZHANG_SEED:?'],
      /KEK takes the value of another/,
    ],
    ['a program that is not there', ['apps/issues/dist', 'apps/issue/dist'], /^issues: its command starts no program/],
    ['an owner that is no service', ['http://issues:8080', 'http://issue:8080'], /names issue, which is no service/],
    [
      'an owner at the wrong port',
      ['http://issues:8080', 'http://issues:8081'],
      /names issues:8081, but hosts listen on 8080/,
    ],
    ['an owner that is left out', ['issues=http://issues:8080,', ''], /does not say that issues owns issues/],
    [
      'a broker that is no service',
      ['BROKERS: kafka:9092', 'BROKERS: broker:9092'],
      /names broker, which is no service/,
    ],
    [
      'a database out of reach',
      ['/tmp/members.key]\n    networks: [inside]', '/tmp/members.key]\n    networks: [outside]'],
      /names mongodb, with which it shares no network/,
    ],
    [
      'a dependency that is no service',
      ['      issues: { condition', '      issue: { condition'],
      /depends on issue, which is no/,
    ],
    [
      'a wait for a health check that is not there',
      ['      issues: { condition: service_healthy }', '      origin: { condition: service_healthy }'],
      /waits until origin is healthy/,
    ],
    [
      'a network that is not declared',
      ['networks: [inside, outside]', 'networks: [inside, front]'],
      /network front is not declared/,
    ],
    ['a volume that is not declared', ["'mongodb:/data/db'", "'mongo:/data/db'"], /volume mongo is not declared/],
    [
      'a mounted file that is not there',
      ['./infra/docker/Caddyfile:', './infra/Caddyfile:'],
      /Caddyfile does not exist/,
    ],
  ])('refuse %s', (_what, plant, sentence) => {
    expect(objections({ compose: planted(COMPOSE, plant) })).toContainEqual(expect.stringMatching(sentence));
  });

  it('refuse a program of one context that no service runs', () => {
    const { issues, ...services } = parse(COMPOSE, { merge: true }).services;
    expect(issues).toBeDefined();
    const left = composeObjections(
      { ...parse(COMPOSE, { merge: true }), services },
      {
        variables: Object.keys(environmentSchema.shape),
        readConfiguration,
        image: finalStage(DOCKERFILE),
        programs: { issues: 'issues', organization: 'organization', audit: 'access' },
        caddyfile: CADDYFILE,
        exists: () => true,
      },
    );
    expect(left).toContain('No service runs apps/issues.');
  });

  it.each([
    [
      'a service without its route',
      ['/api/issues/*', '/api/questions/*'],
      /no route leads \/api\/issues\/\* to issues/,
    ],
    ['a sign-in that leads nowhere', [' /api/session/*', ''], /no route leads \/api\/session\/\* to organization/],
    ['a service whose ledgers nobody reaches', [' /api/ledgers/issues/*', ''], /no route leads \/api\/ledgers\/issues/],
    [
      'a route to no service',
      ['reverse_proxy issues:8080', 'reverse_proxy issue:8080'],
      /leads to issue, which is no service/,
    ],
    [
      'a route to a port where nobody listens',
      ['organization:8080', 'organization:80'],
      /organization:80, where nobody/,
    ],
  ])('refuse %s', (_what, plant, sentence) => {
    expect(objections({ caddyfile: planted(CADDYFILE, plant) })).toContainEqual(expect.stringMatching(sentence));
  });

  it('hold the variables of the image against the configuration as well', () => {
    const dockerfile = planted(DOCKERFILE, ['TAIZHANG_PORT=8080', 'TAIZHANG_PORTS=8080']);
    expect(objections({ dockerfile })).toContainEqual(expect.stringMatching(/no variable TAIZHANG_PORTS/));
  });
});

describe('the check of docker-compose.yml', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'taizhang-compose-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function check(text) {
    writeFileSync(join(folder, 'compose.yml'), text);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['tools/check-compose.mjs', join(folder, 'compose.yml')],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    );
    return { status, stdout, stderr: stderr.trim().split('\n') };
  }

  it.each([
    [
      'an unknown member of a service',
      ['    image: mongo:8.0', '    picture: mongo:8.0'],
      /^\/services\/mongodb .*picture/,
    ],
    ['a value of the wrong type', ['internal: true', 'internal: [yes]'], /^\/networks\/inside\/internal /],
    ['text that is no YAML', ['name: taizhang', 'name: [taizhang'], /./],
  ])('ends with 1 on %s', (_what, plant, sentence) => {
    const { status, stderr } = check(planted(COMPOSE, plant));
    expect(status).toBe(1);
    expect(stderr).toContainEqual(expect.stringMatching(sentence));
  });

  it('ends with 1 on a variable that the built configuration does not know', () => {
    const { status, stderr } = check(planted(COMPOSE, ['TAIZHANG_STORE:', 'TAIZHANG_STORAGE:']));
    expect(status).toBe(1);
    expect(stderr).toContain('issues: the configuration knows no variable TAIZHANG_STORAGE.');
  });
});

describe('the reader of the Dockerfile', () => {
  it('refuses a step that it does not understand', () => {
    expect(() => finalStage('FROM node:24\nONBUILD RUN true\n')).toThrow(
      'does not understand this step: ONBUILD RUN true',
    );
  });

  it('joins continued lines, drops comments and keeps stages apart', () => {
    const stage = finalStage(
      'FROM a AS x\nRUN one\nFROM b\n# why\nENV A=1 B=x=y\nRUN two && \\\n  three\nCMD ["run"]\n',
    );
    expect(stage).toEqual({
      name: undefined,
      image: 'b',
      env: { A: '1', B: 'x=y' },
      cmd: ['run'],
      steps: [
        { name: 'ENV', text: 'A=1 B=x=y' },
        { name: 'RUN', text: 'two && three' },
      ],
    });
  });
});
