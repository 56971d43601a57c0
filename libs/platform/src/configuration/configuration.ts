import { isInstant } from '@taizhang/kernel';
import { z } from 'zod';
import { isAddressOrNetwork } from '../http/client-address.js';
import { SEAL_CONDITIONS, sealSettings } from './seal-settings.js';
import { IDENTITY_CONDITIONS, identitySettings } from './identity-settings.js';
import { flag, url, whole } from './values.js';

/** Port of a host that is told none. */
export const DEFAULT_PORT = 8080;
/** Address of a host that is told none: this machine only. */
export const DEFAULT_HOST = '127.0.0.1';
/** First part of every origin of a deployment that is told none; fixed with the first commit (ledger-format §1). */
export const DEFAULT_AUTHORITY = 'taizhang.local';
/** Zone of business dates (design §3). */
export const DEFAULT_TIME_ZONE = 'Asia/Shanghai';
/** Folder of the embedded stores. */
export const DEFAULT_DATA_FOLDER = './data';
/** Kafka settings of a single machine (design §7); production says 3, 2 and 96. */
export const DEFAULT_KAFKA_REPLICATION = 1;
/** See {@link DEFAULT_KAFKA_REPLICATION}. */
export const DEFAULT_KAFKA_MIN_ISR = 1;
/** See {@link DEFAULT_KAFKA_REPLICATION}. */
export const DEFAULT_KAFKA_PARTITIONS = 6;

/** Requests a minute of one client address, of whatever kind: an office behind one address has many clerks. */
export const DEFAULT_LIMIT_ADDRESS = 60_000;
/** Commands a minute of one account: far more than hands give, for imports and scenarios. */
export const DEFAULT_LIMIT_COMMANDS = 12_000;
/** Reads a minute of one account. */
export const DEFAULT_LIMIT_READS = 30_000;
/** Tries to sign in a minute of one client address. */
export const DEFAULT_LIMIT_SIGN_IN = 300;
/** Requests a minute of one client address to what needs no account. */
export const DEFAULT_LIMIT_PUBLIC = 3_000;
/** Highest limit that can be set, a minute. */
export const MAX_LIMIT = 100_000_000;

const limit = (name: string, preset: number) => whole(name, 0, MAX_LIMIT).default(preset);

/** Region that requests to an S3-compatible server are signed for, where none is named. */
export const DEFAULT_S3_REGION = 'us-east-1';

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** `issues=http://issues:8080,organization=http://organization:8080` */
const owners = z.string().transform((text, context): Readonly<Record<string, string>> => {
  const entries = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, owned = '', base = ''] = /^\s*([a-z][a-z0-9-]{0,31})=(https?:\/\/\S+?)\/?\s*$/.exec(part) ?? [];
      return [owned, base] as const;
    });
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (entries.some(([, base]) => !URL.canParse(base)))
    return refuse('TAIZHANG_OWNERS must be <context>=<http url>, separated by commas');
  const byContext = Object.fromEntries(entries);
  if (Object.keys(byContext).length < entries.length) return refuse('TAIZHANG_OWNERS names a context twice');
  return byContext;
});

const brokers = z
  .string()
  .regex(/^[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*$/, 'TAIZHANG_KAFKA_BROKERS must be host:port, separated by commas')
  .transform((text) => text.split(','));

const proxies = z.string().transform((text, context): readonly string[] => {
  const entries = text.split(',').map((part) => part.trim());
  if (entries.every(isAddressOrNetwork)) return entries;
  context.addIssue({
    code: 'custom',
    message: 'TAIZHANG_TRUSTED_PROXIES must be addresses or networks (10.0.0.0/8), separated by commas',
  });
  return z.NEVER;
});

/** Every environment variable a host reads; keys are their names. Unknown variables are not ours and ignored. */
export const environmentSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], { error: 'NODE_ENV must be development, test or production' })
    .default('development'),
  TAIZHANG_STORE: z
    .enum(['sqlite', 'mongodb'], { error: 'TAIZHANG_STORE must be sqlite or mongodb' })
    .default('sqlite'),
  TAIZHANG_TRANSPORT: z
    .enum(['in-process', 'kafka'], { error: 'TAIZHANG_TRANSPORT must be in-process or kafka' })
    .default('in-process'),
  TAIZHANG_DATA: z.string().min(1, 'TAIZHANG_DATA must name a folder').default(DEFAULT_DATA_FOLDER),
  TAIZHANG_MONGODB_URL: url('TAIZHANG_MONGODB_URL', /^mongodb(\+srv)?:\/\/[^/]/).optional(),
  TAIZHANG_KAFKA_BROKERS: brokers.optional(),
  TAIZHANG_KAFKA_REPLICATION: whole('TAIZHANG_KAFKA_REPLICATION', 1, 15).default(DEFAULT_KAFKA_REPLICATION),
  TAIZHANG_KAFKA_MIN_ISR: whole('TAIZHANG_KAFKA_MIN_ISR', 1, 15).default(DEFAULT_KAFKA_MIN_ISR),
  TAIZHANG_KAFKA_PARTITIONS: whole('TAIZHANG_KAFKA_PARTITIONS', 1, 1_000).default(DEFAULT_KAFKA_PARTITIONS),
  TAIZHANG_BLOBS: z.enum(['folder', 's3'], { error: 'TAIZHANG_BLOBS must be folder or s3' }).default('folder'),
  TAIZHANG_BLOBS_FOLDER: z.string().min(1, 'TAIZHANG_BLOBS_FOLDER must name a folder').optional(),
  TAIZHANG_S3_ENDPOINT: url('TAIZHANG_S3_ENDPOINT', /^https?:\/\//).optional(),
  TAIZHANG_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'TAIZHANG_S3_BUCKET is no name of a bucket')
    .optional(),
  TAIZHANG_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,63}$/, 'TAIZHANG_S3_REGION is no name of a region')
    .default(DEFAULT_S3_REGION),
  TAIZHANG_S3_ACCESS_KEY: z.string().min(1, 'TAIZHANG_S3_ACCESS_KEY must not be empty').optional(),
  TAIZHANG_S3_SECRET_KEY: z.string().min(1, 'TAIZHANG_S3_SECRET_KEY must not be empty').optional(),
  TAIZHANG_S3_SECRET_KEY_FILE: z.string().min(1, 'TAIZHANG_S3_SECRET_KEY_FILE must name a file').optional(),
  TAIZHANG_HOST: z.string().min(1, 'TAIZHANG_HOST must name an address').default(DEFAULT_HOST),
  TAIZHANG_PORT: whole('TAIZHANG_PORT', 0, 65_535).default(DEFAULT_PORT),
  TAIZHANG_AUTHORITY: z
    .string()
    .regex(/^[a-z0-9.-]{1,100}$/, 'TAIZHANG_AUTHORITY must be 1 to 100 of a-z, 0-9, dot and hyphen')
    .default(DEFAULT_AUTHORITY),
  TAIZHANG_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'TAIZHANG_TIME_ZONE is not a time zone this Node knows')
    .default(DEFAULT_TIME_ZONE),
  TAIZHANG_CLOCK: z
    .enum(['system', 'shifted', 'manual'], { error: 'TAIZHANG_CLOCK must be system, shifted or manual' })
    .default('system'),
  TAIZHANG_CLOCK_SHIFT_MS: z
    .string()
    .regex(/^-?\d{1,15}$/, 'TAIZHANG_CLOCK_SHIFT_MS must be a whole number of milliseconds')
    .transform(Number)
    .optional(),
  TAIZHANG_SEED: z
    .string()
    .min(1, 'TAIZHANG_SEED must not be empty')
    .max(200, 'TAIZHANG_SEED is longer than 200')
    .optional(),
  TAIZHANG_CLOCK_CONFIRMED_TO: z
    .string()
    .refine(isInstant, 'TAIZHANG_CLOCK_CONFIRMED_TO must be a time like 2026-01-31T08:00:00.000Z')
    .optional(),
  ...identitySettings,
  ...sealSettings,
  TAIZHANG_SERVICE_TOKEN: z.string().min(16, 'TAIZHANG_SERVICE_TOKEN must be at least 16 characters').optional(),
  TAIZHANG_OWNERS: owners.default({}),
  TAIZHANG_TRUSTED_PROXIES: proxies.default([]),
  TAIZHANG_LIMIT_ADDRESS: limit('TAIZHANG_LIMIT_ADDRESS', DEFAULT_LIMIT_ADDRESS),
  TAIZHANG_LIMIT_COMMANDS: limit('TAIZHANG_LIMIT_COMMANDS', DEFAULT_LIMIT_COMMANDS),
  TAIZHANG_LIMIT_READS: limit('TAIZHANG_LIMIT_READS', DEFAULT_LIMIT_READS),
  TAIZHANG_LIMIT_SIGN_IN: limit('TAIZHANG_LIMIT_SIGN_IN', DEFAULT_LIMIT_SIGN_IN),
  TAIZHANG_LIMIT_PUBLIC: limit('TAIZHANG_LIMIT_PUBLIC', DEFAULT_LIMIT_PUBLIC),
  TAIZHANG_KEK: z.string().min(8, 'TAIZHANG_KEK must be at least 8 characters').optional(),
  TAIZHANG_KEK_FILE: z.string().min(1, 'TAIZHANG_KEK_FILE must name a file').optional(),
  TAIZHANG_LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      error: 'TAIZHANG_LOG_LEVEL is no level of pino',
    })
    .default('info'),
  TAIZHANG_API_DOCS: flag('TAIZHANG_API_DOCS').default(true),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('OTEL_EXPORTER_OTLP_ENDPOINT', /^https?:\/\//).optional(),
});

type Environment = z.output<typeof environmentSchema>;

/** Conditions between variables: the first that fails is reported. */
const CONDITIONS: readonly {
  readonly variable: keyof Environment;
  readonly message: string;
  readonly holds: (e: Environment) => boolean;
}[] = [
  {
    variable: 'TAIZHANG_CLOCK',
    message: 'TAIZHANG_CLOCK=manual and TAIZHANG_CLOCK=shifted are refused when NODE_ENV=production',
    holds: (e) => e.TAIZHANG_CLOCK === 'system' || e.NODE_ENV !== 'production',
  },
  ...IDENTITY_CONDITIONS,
  ...SEAL_CONDITIONS,
  {
    variable: 'TAIZHANG_SEED',
    message: 'TAIZHANG_SEED is needed with TAIZHANG_CLOCK=manual',
    holds: (e) => e.TAIZHANG_CLOCK !== 'manual' || e.TAIZHANG_SEED !== undefined,
  },
  {
    variable: 'TAIZHANG_CLOCK_SHIFT_MS',
    message: 'TAIZHANG_CLOCK_SHIFT_MS is needed with TAIZHANG_CLOCK=shifted',
    holds: (e) => e.TAIZHANG_CLOCK !== 'shifted' || e.TAIZHANG_CLOCK_SHIFT_MS !== undefined,
  },
  {
    variable: 'TAIZHANG_MONGODB_URL',
    message: 'TAIZHANG_MONGODB_URL is needed with TAIZHANG_STORE=mongodb',
    holds: (e) => e.TAIZHANG_STORE === 'sqlite' || e.TAIZHANG_MONGODB_URL !== undefined,
  },
  {
    variable: 'TAIZHANG_KAFKA_BROKERS',
    message: 'TAIZHANG_KAFKA_BROKERS is needed with TAIZHANG_TRANSPORT=kafka',
    holds: (e) => e.TAIZHANG_TRANSPORT === 'in-process' || e.TAIZHANG_KAFKA_BROKERS !== undefined,
  },
  {
    variable: 'TAIZHANG_KAFKA_MIN_ISR',
    message: 'TAIZHANG_KAFKA_MIN_ISR is greater than TAIZHANG_KAFKA_REPLICATION',
    holds: (e) => e.TAIZHANG_KAFKA_MIN_ISR <= e.TAIZHANG_KAFKA_REPLICATION,
  },
  {
    variable: 'TAIZHANG_KEK',
    message: 'TAIZHANG_KEK and TAIZHANG_KEK_FILE exclude each other',
    holds: (e) => e.TAIZHANG_KEK === undefined || e.TAIZHANG_KEK_FILE === undefined,
  },
  {
    variable: 'TAIZHANG_KEK',
    message: 'TAIZHANG_KEK or TAIZHANG_KEK_FILE is needed with TAIZHANG_STORE=mongodb',
    holds: (e) => e.TAIZHANG_STORE === 'sqlite' || e.TAIZHANG_KEK !== undefined || e.TAIZHANG_KEK_FILE !== undefined,
  },
  {
    variable: 'TAIZHANG_BLOBS',
    message:
      'TAIZHANG_BLOBS=s3 or TAIZHANG_BLOBS_FOLDER (a folder that all hosts share) is needed with TAIZHANG_STORE=mongodb',
    holds: (e) => e.TAIZHANG_STORE === 'sqlite' || e.TAIZHANG_BLOBS === 's3' || e.TAIZHANG_BLOBS_FOLDER !== undefined,
  },
  {
    variable: 'TAIZHANG_S3_BUCKET',
    message: 'TAIZHANG_S3_BUCKET is needed with TAIZHANG_BLOBS=s3',
    holds: (e) => e.TAIZHANG_BLOBS === 'folder' || e.TAIZHANG_S3_BUCKET !== undefined,
  },
  {
    variable: 'TAIZHANG_S3_ACCESS_KEY',
    message: 'TAIZHANG_S3_ACCESS_KEY is needed with TAIZHANG_BLOBS=s3',
    holds: (e) => e.TAIZHANG_BLOBS === 'folder' || e.TAIZHANG_S3_ACCESS_KEY !== undefined,
  },
  {
    variable: 'TAIZHANG_S3_SECRET_KEY',
    message: 'TAIZHANG_S3_SECRET_KEY or TAIZHANG_S3_SECRET_KEY_FILE, one of them, is needed with TAIZHANG_BLOBS=s3',
    holds: (e) =>
      e.TAIZHANG_BLOBS === 'folder' ||
      (e.TAIZHANG_S3_SECRET_KEY === undefined) !== (e.TAIZHANG_S3_SECRET_KEY_FILE === undefined),
  },
  {
    variable: 'TAIZHANG_SERVICE_TOKEN',
    message: 'TAIZHANG_SERVICE_TOKEN is needed with TAIZHANG_OWNERS',
    holds: (e) => Object.keys(e.TAIZHANG_OWNERS).length === 0 || e.TAIZHANG_SERVICE_TOKEN !== undefined,
  },
];

/** The configuration of a host: one schema, read from the environment (design §3). */
export const configurationSchema = environmentSchema.superRefine((environment, context) => {
  const broken = CONDITIONS.find(({ holds }) => !holds(environment));
  if (broken !== undefined) context.addIssue({ code: 'custom', path: [broken.variable], message: broken.message });
});

/** A checked configuration. */
export type Configuration = z.output<typeof configurationSchema>;

/** A bad value; the message is the one sentence that names the variable. It never repeats the value, which may be a secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  constructor(
    readonly variable: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads the configuration. An empty variable counts as absent, as compose files write it.
 * @throws {@link ConfigurationError} for the first bad value
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = configurationSchema.safeParse(present);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new ConfigurationError(String(issue?.path[0] ?? ''), issue?.message ?? 'the configuration is invalid');
}
