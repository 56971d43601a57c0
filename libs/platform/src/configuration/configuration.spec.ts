import { ConfigurationError, environmentSchema, readConfiguration } from './configuration.js';
import { identityDatabaseOf } from './identity-settings.js';

type Variables = Readonly<Record<string, string>>;

function errorOf(environment: Variables): ConfigurationError {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(environment)}`);
}

const MONGODB: Variables = {
  TAIZHANG_STORE: 'mongodb',
  TAIZHANG_MONGODB_URL: 'mongodb://db-1,db-2:27018/taizhang?replicaSet=rs',
  TAIZHANG_KEK: 'a passphrase',
  TAIZHANG_BLOBS_FOLDER: '/srv/blobs',
};

const S3: Variables = {
  TAIZHANG_BLOBS: 's3',
  TAIZHANG_S3_BUCKET: 'evidence',
  TAIZHANG_S3_ACCESS_KEY: 'access',
  TAIZHANG_S3_SECRET_KEY: 'a passphrase',
};

const OIDC: Variables = {
  TAIZHANG_IDENTITY: 'oidc',
  TAIZHANG_OIDC_ISSUER: 'https://issuer.example/realm',
  TAIZHANG_OIDC_AUDIENCE: 'https://taizhang.example',
};

/** A value of every variable that can be bad, each with something that must not be repeated. */
const BAD: readonly (readonly [string, string])[] = [
  ['NODE_ENV', 'secret-staging'],
  ['TAIZHANG_STORE', 'secret-oracle'],
  ['TAIZHANG_TRANSPORT', 'secret-pigeon'],
  ['TAIZHANG_CLOCK_SHIFT_MS', 'secret-day'],
  ['TAIZHANG_MONGODB_URL', 'http://user:secret@db'],
  ['TAIZHANG_MONGODB_URL', 'secret'],
  ['TAIZHANG_MONGODB_URL', 'mongodb://'],
  ['TAIZHANG_BLOBS', 'secret-drawer'],
  ['TAIZHANG_S3_ENDPOINT', 'ftp://secret'],
  ['TAIZHANG_S3_BUCKET', 'Secret Bucket'],
  ['TAIZHANG_S3_REGION', 'secret region'],
  ['TAIZHANG_KAFKA_BROKERS', 'secret'],
  ['TAIZHANG_KAFKA_BROKERS', 'secret:9092,'],
  ['TAIZHANG_KAFKA_BROKERS', 'secret:9092, other:9092'],
  ['TAIZHANG_KAFKA_BROKERS', 'secret:123456'],
  ['TAIZHANG_KAFKA_REPLICATION', 'secret'],
  ['TAIZHANG_KAFKA_REPLICATION', '0'],
  ['TAIZHANG_KAFKA_REPLICATION', '16'],
  ['TAIZHANG_KAFKA_MIN_ISR', '1.5'],
  ['TAIZHANG_KAFKA_MIN_ISR', '0'],
  ['TAIZHANG_KAFKA_PARTITIONS', '-6'],
  ['TAIZHANG_KAFKA_PARTITIONS', '1001'],
  ['TAIZHANG_PORT', 'secret'],
  ['TAIZHANG_PORT', '65536'],
  ['TAIZHANG_PORT', '8080 '],
  ['TAIZHANG_PORT', '0x50'],
  ['TAIZHANG_PORT', '1e3'],
  ['TAIZHANG_AUTHORITY', 'Secret.example'],
  ['TAIZHANG_AUTHORITY', 'secret/a'],
  ['TAIZHANG_AUTHORITY', 'x'.repeat(101)],
  ['TAIZHANG_TIME_ZONE', 'Secret/Place'],
  ['TAIZHANG_TRUSTED_PROXIES', 'secret.example'],
  ['TAIZHANG_TRUSTED_PROXIES', '10.0.0.0/8,secret'],
  ['TAIZHANG_LIMIT_ADDRESS', 'secret'],
  ['TAIZHANG_LIMIT_COMMANDS', '-1'],
  ['TAIZHANG_LIMIT_READS', '1.5'],
  ['TAIZHANG_LIMIT_SIGN_IN', '100000001'],
  ['TAIZHANG_LIMIT_PUBLIC', 'secret'],
  ['TAIZHANG_CLOCK', 'secret'],
  ['TAIZHANG_SEED', 'secret'.repeat(40)],
  ['TAIZHANG_CLOCK_CONFIRMED_TO', '2027-02-30'],
  ['TAIZHANG_IDENTITY', 'secret'],
  ['TAIZHANG_IDENTITY_DATABASE', 'secret/db'],
  ['TAIZHANG_IDENTITY_DATABASE', 'secret'.repeat(11)],
  ['TAIZHANG_OIDC_ISSUER', 'secret.example'],
  ['TAIZHANG_OIDC_ISSUER', 'https://secret.example?realm=a'],
  ['TAIZHANG_OIDC_AUDIENCE', 'secret audience'],
  ['TAIZHANG_OIDC_JWKS_URL', 'file:///secret'],
  ['TAIZHANG_OIDC_SUBJECT_CLAIM', 'secret claim'],
  ['TAIZHANG_OIDC_CLOCK_SKEW_SECONDS', '301'],
  ['TAIZHANG_OIDC_CLOCK_SKEW_SECONDS', '-1'],
  ['TAIZHANG_OIDC_ALGORITHMS', 'none'],
  ['TAIZHANG_OIDC_ALGORITHMS', 'HS256'],
  ['TAIZHANG_OIDC_ALGORITHMS', 'RS256,HS512'],
  ['TAIZHANG_SEAL_INTERVAL_MS', 'secret'],
  ['TAIZHANG_SEAL_INTERVAL_MS', '0'],
  ['TAIZHANG_SEAL_INTERVAL_MS', '3600001'],
  ['TAIZHANG_WITNESS', 'secret'],
  ['TAIZHANG_WITNESS_URL', 'ftp://secret'],
  ['TAIZHANG_WITNESS_VKEY', 'secret+1234+AQ=='],
  ['TAIZHANG_WITNESS_BUREAU', 'Secret'],
  ['TAIZHANG_SERVICE_TOKEN', 'secret'],
  ['TAIZHANG_OWNERS', 'secret'],
  ['TAIZHANG_OWNERS', 'issues=secret'],
  ['TAIZHANG_OWNERS', 'issues=ftp://secret'],
  ['TAIZHANG_OWNERS', 'Issues=http://secret'],
  ['TAIZHANG_OWNERS', 'issues=http://a,issues=http://secret'],
  ['TAIZHANG_OWNERS', 'issues=http://:secret'],
  ['TAIZHANG_KEK', 'secret'],
  ['TAIZHANG_LOG_LEVEL', 'secret'],
  ['TAIZHANG_API_DOCS', 'yes-secret'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'secret'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'grpc://secret'],
];

describe('a bad value of the configuration', () => {
  it.each(BAD)('is one sentence that names the variable and never repeats the value: %s=%s', (variable, value) => {
    const { variable: named, message } = errorOf({ [variable]: value });
    expect(named).toBe(variable);
    expect(message).toMatch(new RegExp(`^${variable} [^\\n]+$`));
    expect(message.toLowerCase()).not.toContain('secret');
    if (value.length > 3) expect(message).not.toContain(value);
  });

  it('can be had of every variable that is more than a name', () => {
    const free = [
      'TAIZHANG_BLOBS_FOLDER',
      'TAIZHANG_DATA',
      'TAIZHANG_HOST',
      'TAIZHANG_KEK_FILE',
      'TAIZHANG_S3_ACCESS_KEY',
      'TAIZHANG_S3_SECRET_KEY',
      'TAIZHANG_S3_SECRET_KEY_FILE',
      'TAIZHANG_WITNESS_LOGS',
    ];
    const covered = new Set([...free, ...BAD.map(([variable]) => variable)]);
    expect(Object.keys(environmentSchema.shape).filter((variable) => !covered.has(variable))).toEqual([]);
  });
});

describe('variables that do not go together', () => {
  it.each<[string, Variables]>([
    ['TAIZHANG_CLOCK', { TAIZHANG_CLOCK: 'manual', TAIZHANG_SEED: 's', NODE_ENV: 'production' }],
    ['TAIZHANG_IDENTITY', { TAIZHANG_IDENTITY: 'test', NODE_ENV: 'production' }],
    ['TAIZHANG_OIDC_ISSUER', { ...OIDC, TAIZHANG_OIDC_ISSUER: '' }],
    ['TAIZHANG_OIDC_AUDIENCE', { ...OIDC, TAIZHANG_OIDC_AUDIENCE: '' }],
    ['TAIZHANG_OIDC_ISSUER', { ...OIDC, NODE_ENV: 'production', TAIZHANG_OIDC_ISSUER: 'http://issuer.example' }],
    ['TAIZHANG_OIDC_JWKS_URL', { ...OIDC, NODE_ENV: 'production', TAIZHANG_OIDC_JWKS_URL: 'http://issuer/keys' }],
    ['TAIZHANG_IDENTITY_DATABASE', { ...MONGODB, TAIZHANG_IDENTITY: 'local', TAIZHANG_AUTHORITY: 'x'.repeat(51) }],
    ['TAIZHANG_SEED', { TAIZHANG_CLOCK: 'manual' }],
    ['TAIZHANG_CLOCK', { TAIZHANG_CLOCK: 'shifted', TAIZHANG_CLOCK_SHIFT_MS: '-1', NODE_ENV: 'production' }],
    ['TAIZHANG_CLOCK_SHIFT_MS', { TAIZHANG_CLOCK: 'shifted' }],
    ['TAIZHANG_CLOCK_SHIFT_MS', { TAIZHANG_CLOCK: 'shifted', TAIZHANG_CLOCK_SHIFT_MS: 'a day' }],
    ['TAIZHANG_MONGODB_URL', { TAIZHANG_STORE: 'mongodb', TAIZHANG_KEK: 'a passphrase' }],
    ['TAIZHANG_KAFKA_BROKERS', { TAIZHANG_TRANSPORT: 'kafka' }],
    ['TAIZHANG_KAFKA_MIN_ISR', { TAIZHANG_KAFKA_REPLICATION: '1', TAIZHANG_KAFKA_MIN_ISR: '2' }],
    ['TAIZHANG_KEK', { TAIZHANG_KEK: 'a passphrase', TAIZHANG_KEK_FILE: '/run/kek' }],
    ['TAIZHANG_KEK', { ...MONGODB, TAIZHANG_KEK: '' }],
    ['TAIZHANG_BLOBS', { ...MONGODB, TAIZHANG_BLOBS_FOLDER: '' }],
    ['TAIZHANG_S3_BUCKET', { ...S3, TAIZHANG_S3_BUCKET: '' }],
    ['TAIZHANG_S3_ACCESS_KEY', { ...S3, TAIZHANG_S3_ACCESS_KEY: '' }],
    ['TAIZHANG_S3_SECRET_KEY', { ...S3, TAIZHANG_S3_SECRET_KEY: '' }],
    ['TAIZHANG_S3_SECRET_KEY', { ...S3, TAIZHANG_S3_SECRET_KEY_FILE: '/run/s3' }],
    ['TAIZHANG_WITNESS_URL', { TAIZHANG_WITNESS: 'http' }],
    [
      'TAIZHANG_WITNESS_VKEY',
      { TAIZHANG_WITNESS: 'http', TAIZHANG_WITNESS_URL: 'https://superior.example/api/witness' },
    ],
    ['TAIZHANG_SERVICE_TOKEN', { TAIZHANG_OWNERS: 'issues=http://issues:8080' }],
  ])('are refused in one sentence that names %s: %j', (variable, environment) => {
    const { variable: named, message } = errorOf(environment);
    expect(named).toBe(variable);
    expect(message).toMatch(/^TAIZHANG_[A-Z0-9_]+[ =][^\n]+$/);
    expect(message).not.toContain('a passphrase');
  });
});

describe('the configuration', () => {
  it('is complete without a single variable', () => {
    expect(readConfiguration({})).toMatchObject({
      NODE_ENV: 'development',
      TAIZHANG_STORE: 'sqlite',
      TAIZHANG_TRANSPORT: 'in-process',
      TAIZHANG_DATA: './data',
      TAIZHANG_HOST: '127.0.0.1',
      TAIZHANG_PORT: 8080,
      TAIZHANG_TIME_ZONE: 'Asia/Shanghai',
      TAIZHANG_CLOCK: 'system',
      TAIZHANG_IDENTITY: 'none',
      TAIZHANG_OWNERS: {},
      TAIZHANG_API_DOCS: true,
    });
  });

  it('takes an empty variable as absent, and leaves alone what is not ours', () => {
    const environment = { TAIZHANG_PORT: '', TAIZHANG_KEK: undefined, PATH: '/bin', TAIZHANG_TYPO: 'x' };
    expect(readConfiguration(environment)).toEqual(readConfiguration({}));
  });

  it('reads a distributed one', () => {
    expect(
      readConfiguration({
        ...MONGODB,
        TAIZHANG_TRANSPORT: 'kafka',
        TAIZHANG_KAFKA_BROKERS: 'k-1:9092,k-2:9092',
        TAIZHANG_KAFKA_REPLICATION: '3',
        TAIZHANG_KAFKA_MIN_ISR: '2',
        TAIZHANG_PORT: '0',
        TAIZHANG_API_DOCS: 'false',
        TAIZHANG_OWNERS: 'issues=http://issues:8080/, organization=https://organization',
        TAIZHANG_SERVICE_TOKEN: '0123456789abcdef',
      }),
    ).toMatchObject({
      TAIZHANG_KAFKA_BROKERS: ['k-1:9092', 'k-2:9092'],
      TAIZHANG_KAFKA_REPLICATION: 3,
      TAIZHANG_KAFKA_MIN_ISR: 2,
      TAIZHANG_PORT: 0,
      TAIZHANG_API_DOCS: false,
      TAIZHANG_OWNERS: { issues: 'http://issues:8080', organization: 'https://organization' },
    });
  });

  it('takes an issuer, believed by its public keys alone', () => {
    expect(readConfiguration({ ...OIDC, NODE_ENV: 'production', TAIZHANG_OIDC_ALGORITHMS: 'ES256' })).toMatchObject({
      TAIZHANG_IDENTITY: 'oidc',
      TAIZHANG_OIDC_SUBJECT_CLAIM: 'sub',
      TAIZHANG_OIDC_CLOCK_SKEW_SECONDS: 30,
      TAIZHANG_OIDC_ALGORITHMS: ['ES256'],
    });
    const { TAIZHANG_OIDC_ALGORITHMS: preset } = readConfiguration(OIDC);
    expect(preset.filter((name) => name === 'none' || name.startsWith('HS'))).toEqual([]);
  });

  it('has one identity database for all hosts, of the deployment’s name or as it is told', () => {
    const named = (more: Variables) => identityDatabaseOf(readConfiguration(more));
    expect(named({ TAIZHANG_AUTHORITY: 'rectify.example' })).toBe('rectify_example-identity');
    expect(named({ TAIZHANG_AUTHORITY: 'rectify-example' })).not.toBe(named({ TAIZHANG_AUTHORITY: 'rectify.example' }));
    expect(named({ TAIZHANG_IDENTITY_DATABASE: 'accounts' })).toBe('accounts');
  });

  it('allows the manual clock and the test identity outside production', () => {
    expect(
      readConfiguration({ TAIZHANG_CLOCK: 'manual', TAIZHANG_SEED: 's', TAIZHANG_IDENTITY: 'test', NODE_ENV: 'test' }),
    ).toMatchObject({ TAIZHANG_CLOCK: 'manual', TAIZHANG_IDENTITY: 'test' });
  });
});
