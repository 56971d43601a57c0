import { decodeBase64, decodeBase64Url } from './base64.js';
import type { JsonValue } from './json.js';
import {
  LEDGER_EVENT_CLEARANCE,
  LEDGER_NONCE_BYTES,
  LEDGER_STREAM,
  LEDGER_TYPE_PREFIX,
  type LedgerEventType,
  type LedgerEvents,
} from './ledger-events.js';
import type { Leaf } from './leaf.js';
import { HASH_BYTES } from './merkle.js';
import {
  breaches,
  exactly,
  integer,
  list,
  object,
  optional,
  spelled,
  string,
  type Breach,
  type ValueRule,
} from './object-rules.js';
import { isOrigin } from './origin.js';
import { parseVkey } from './vkey.js';

type Members<T extends LedgerEventType> = Readonly<Record<keyof LedgerEvents[T], ValueRule>>;

const origin = spelled('an origin', isOrigin);
const vkey = spelled('a vkey', (text) => succeeds(() => parseVkey(text)));
const hashB64 = spelled('b64 of a hash', (text) => decodesTo(HASH_BYTES, () => decodeBase64(text)));
const digest = spelled('b64u of a hash', (text) => decodesTo(HASH_BYTES, () => decodeBase64Url(text)));
const nonce = spelled('b64u of 16 bytes', (text) => decodesTo(LEDGER_NONCE_BYTES, () => decodeBase64Url(text)));
const kid = spelled(
  'k1_ and b64u of 16 bytes',
  (text) => text.startsWith('k1_') && decodesTo(16, () => decodeBase64Url(text.slice(3))),
);
const use = exactly('log', 'export', 'witness');

/** The table of ledger-format §7. */
const DATA: { readonly [T in LedgerEventType]: Members<T> } = {
  'ledger.Opened': {
    authority: string,
    bureau: string,
    service: string,
    origin,
    nonce,
    logVkeys: list(vkey),
    exportVkeys: list(vkey),
    witnessVkeys: list(vkey),
    predecessors: optional(list(object({ rules: { origin, root: hashB64, size: integer(1) } }))),
  },
  'ledger.KeyAdded': { use, vkey },
  'ledger.KeyRetired': { use, vkey, lastSize: integer(1), reason: exactly('rotation', 'compromise') },
  'ledger.SubjectKeyDestroyed': { kid, basis: string, request: string },
  'ledger.DisclosureErased': { digest, target: string, targetIdx: integer(0), basis: string },
  'ledger.Closed': {
    reason: exactly('merged', 'split', 'transferred', 'abolished', 'continued', 'lost'),
    basis: string,
    successors: list(origin),
  },
};

/** Whether ledger-format §7 defines this type. */
export function isLedgerEventType(type: string): type is LedgerEventType {
  return Object.hasOwn(DATA, type);
}

/**
 * Breaches of ledger-format §7 in a leaf, or in what is to become one: `ledger.*` events are public, stand in
 * {@link LEDGER_STREAM} and have exactly the data of the table. Other events have none. Pointers are from the leaf root.
 */
export function ledgerEventProblems(leaf: Pick<Leaf, 'type' | 'stream' | 'clr' | 'data'>): readonly Breach[] {
  if (!leaf.type.startsWith(LEDGER_TYPE_PREFIX)) return [];
  if (!isLedgerEventType(leaf.type)) return [{ pointer: '/type', detail: 'is not defined, and ledger.* is reserved' }];
  return [
    ...breaches(leaf.stream, exactly(LEDGER_STREAM), 'stream'),
    ...breaches(leaf.clr, integer(LEDGER_EVENT_CLEARANCE, LEDGER_EVENT_CLEARANCE), 'clr'),
    ...breaches(leaf.data, object({ rules: DATA[leaf.type] }), 'data'),
    ...(leaf.type === 'ledger.Opened' ? originBreaches(leaf.data) : []),
  ];
}

/** The parts that an opening states are those of the origin it states. */
function originBreaches({ authority, service, bureau, origin: stated }: Leaf['data']): Breach[] {
  const parts: readonly (JsonValue | undefined)[] = [authority, service, bureau];
  return parts.every((part) => typeof part === 'string') && parts.join('/') !== stated
    ? [{ pointer: '/data/origin', detail: 'must be <authority>/<service>/<bureau>' }]
    : [];
}

function decodesTo(length: number, decode: () => Uint8Array): boolean {
  return succeeds(() => {
    if (decode().length !== length) throw new RangeError('another length');
  });
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
