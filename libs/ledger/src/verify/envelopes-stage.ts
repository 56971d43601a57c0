import { BUNDLE_PATHS } from '../bundle/bundle-path.js';
import { decodeBase64Url } from '../base64.js';
import { ENVELOPE_KEY_BYTES, kidOf, openEnvelope } from '../envelope.js';
import { childPointer, holdsMember, isJsonObject, type JsonValue } from '../json.js';
import type { SubjectKeyDestroyedData } from '../ledger-events.js';
import { DATA_POINTER } from '../seal.js';
import { parseStrictJson } from '../strict-json.js';
import type { OpenedLeaf } from './disclosures-stage.js';
import type { VerifyContext } from './verify-context.js';

/** Most bytes of `keys.json`: 100,000 keys. */
const MAX_KEY_FILE_BYTES = 8 * 1024 * 1024;

const ENVELOPE = ['_enc'];

type SubjectKeys = ReadonlyMap<string, Uint8Array>;

/** What stage 6 met. */
export interface EnvelopeCounts {
  readonly opened: number;
  /** Without a key in the bundle: counted, not judged. */
  readonly opaque: number;
}

/**
 * Stage 6 (ledger-format §12): encrypted personal values have their form, and those whose key the bundle carries open under that key
 * and at their place; no key is there that was destroyed on record.
 */
export function checkEnvelopes(context: VerifyContext, leaves: readonly OpenedLeaf[]): EnvelopeCounts {
  const keys = readKeys(context);
  for (const { leaf } of leaves) {
    if (leaf.type !== 'ledger.SubjectKeyDestroyed') continue;
    const { kid } = leaf.data as SubjectKeyDestroyedData; // as: stage 4 has judged the data, and this only compares
    if (keys.has(kid)) context.findings.add('E_KEY_RESURRECTED', { kid });
  }
  let [opened, opaque] = [0, 0];
  for (const { entry, leaf, data } of leaves) {
    // The actor may hold envelopes beside its two members.
    const actor = { ...leaf.actor };
    if (!holdsMember(actor, ENVELOPE) && !holdsMember(data, ENVELOPE)) continue; // as most leaves are
    const places = [...envelopesIn(actor, '/actor'), ...envelopesIn(data, DATA_POINTER)];
    for (const { envelope, pointer } of places) {
      const place = { log: leaf.log, event: leaf.id, pointer };
      if (opensOrIsOpaque(context, envelope, { place, keys, idx: entry.idx }) === 'opened') opened++;
      else opaque++;
    }
  }
  return { opened, opaque };
}

function opensOrIsOpaque(
  { findings }: VerifyContext,
  envelope: JsonValue,
  { place, keys, idx }: { readonly place: Place; readonly keys: SubjectKeys; readonly idx: number },
): 'opened' | 'opaque' {
  const where = { idx, at: place.pointer };
  const kid = findings.attempt(() => kidOf(envelope), 'E_ENC_FORMAT', where);
  const key = kid === undefined ? undefined : keys.get(kid);
  if (key === undefined) return 'opaque';
  findings.attempt(() => openEnvelope(envelope, key, place), 'E_ENC_OPEN', where);
  return 'opened';
}

type Place = Parameters<typeof openEnvelope>[2];

function* envelopesIn(
  value: JsonValue,
  pointer: string,
): Generator<{ readonly envelope: JsonValue; readonly pointer: string }> {
  if (typeof value !== 'object' || value === null) return;
  if (isJsonObject(value) && Object.hasOwn(value, '_enc')) yield { envelope: value, pointer };
  else for (const [name, child] of Object.entries(value)) yield* envelopesIn(child, childPointer(pointer, name));
}

function readKeys({ files, findings }: VerifyContext): SubjectKeys {
  const bytes = files.get(BUNDLE_PATHS.keys);
  const keys = new Map<string, Uint8Array>();
  if (bytes === undefined) return keys;
  const small = bytes.length <= MAX_KEY_FILE_BYTES ? bytes : new Uint8Array();
  const value = findings.attempt(() => parseStrictJson(small), 'E_ENC_FORMAT', { file: BUNDLE_PATHS.keys });
  if (value === undefined) return keys;
  if (!isJsonObject(value)) findings.add('E_ENC_FORMAT', { file: BUNDLE_PATHS.keys });
  else {
    for (const [kid, encoded] of Object.entries(value)) {
      const key = keyOf(encoded);
      if (key === undefined) findings.add('E_ENC_FORMAT', { file: BUNDLE_PATHS.keys, kid });
      else keys.set(kid, key);
    }
  }
  return keys;
}

function keyOf(encoded: JsonValue): Uint8Array | undefined {
  try {
    const key = typeof encoded === 'string' ? decodeBase64Url(encoded) : new Uint8Array();
    return key.length === ENVELOPE_KEY_BYTES ? key : undefined;
  } catch {
    return undefined;
  }
}
