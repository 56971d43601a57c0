import { FormatError } from './format-error.js';

/** The parts of an origin (ledger-format §1). "Service" is what the design calls a context. */
export interface OriginParts {
  /** Fixed per deployment: `[a-z0-9.-]{1,100}`. */
  readonly authority: string;
  /** `[a-z][a-z0-9-]{0,31}`, e.g. `issues`. */
  readonly service: string;
  /** Opaque code of the bureau (局): `[a-z0-9][a-z0-9-]{0,62}`, e.g. `wgx-0371`. */
  readonly bureau: string;
}

/** Text or parts that are no origin; `pointer` names the part when one is to blame, e.g. `/service`. */
export class OriginError extends FormatError<'E_ORIGIN'> {
  constructor(detail: string, pointer = '') {
    super('E_ORIGIN', detail, pointer);
  }
}

/** In the order in which they are written. Together at most 197 bytes, so the limit of 200 always holds. */
const PATTERNS = {
  authority: '[a-z0-9.-]{1,100}',
  service: '[a-z][a-z0-9-]{0,31}',
  bureau: '[a-z0-9][a-z0-9-]{0,62}',
} as const satisfies Record<keyof OriginParts, string>;

const ORIGIN = new RegExp(`^${PATTERNS.authority}/${PATTERNS.service}/${PATTERNS.bureau}$`);

/** Whether `text` is an origin (ledger-format §1). */
export function isOrigin(text: string): boolean {
  return ORIGIN.test(text);
}

/**
 * Writes `<authority>/<service>/<bureau>`, the name of a ledger (台账) for ever.
 * @throws {OriginError} naming the malformed part
 */
export function formatOrigin(parts: OriginParts): string {
  for (const name of ['authority', 'service', 'bureau'] as const) {
    if (!new RegExp(`^${PATTERNS[name]}$`).test(parts[name]))
      throw new OriginError(`must match ${PATTERNS[name]}`, `/${name}`);
  }
  return `${parts.authority}/${parts.service}/${parts.bureau}`;
}

/**
 * Reads `<authority>/<service>/<bureau>`.
 * @throws {OriginError}
 */
export function parseOrigin(text: string): OriginParts {
  const [authority, service, bureau, ...rest] = text.split('/');
  if (authority === undefined || service === undefined || bureau === undefined || rest.length > 0) {
    throw new OriginError('must be <authority>/<service>/<bureau>');
  }
  const parts = { authority, service, bureau };
  formatOrigin(parts);
  return parts;
}
