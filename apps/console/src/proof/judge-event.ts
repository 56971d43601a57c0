import {
  checkLeaf,
  decodeBase64,
  DEFAULT_SKEW_SECONDS,
  parsePolicy,
  verifyReceipt,
  type JsonValue,
  type Leaf,
  type Policy,
} from '@taizhang/ledger';
import { isOriginOf, keyIdOf } from './policy-keys.js';

/** An event as the page shows it. */
export interface ShownEvent {
  readonly idx: number;
  readonly rev: number;
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly actor: { readonly id: string; readonly role: string };
  /** Version and open values of its data; left out where the page shows none. */
  readonly schema?: number;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** All that a judgement rests on; nothing else is asked for meanwhile. */
export interface ProofQuestion {
  /** `<context>/<bureau>`. */
  readonly ledger: string;
  readonly stream: string;
  readonly shown: ShownEvent;
  /** As the host gave it; null = no checkpoint covers the event yet. */
  readonly receipt: string | null;
  /** Base64 of the leaf, where the receipt has no room for it. */
  readonly leaf?: string | undefined;
  /** Text of the policy that is believed. */
  readonly policy: string | null;
  /** POSIX seconds. */
  readonly now: number;
}

/** Why an event cannot be judged. */
export type Unjudged = 'NO_KEY' | 'HIDDEN' | 'NOT_TOLD';

/** What came of it. */
export type Verdict =
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly codes: readonly string[] }
  | { readonly state: 'unjudged'; readonly because: Unjudged }
  | {
      readonly state: 'verified';
      readonly index: number;
      readonly size: number;
      /** When the witnesses had seen the checkpoint, POSIX seconds; none where the policy asks for none. */
      readonly quorumTime?: number;
      /** Key ids of the log's keys that are believed, and names of the witnesses. */
      readonly keys: readonly string[];
      readonly witnesses: readonly string[];
      readonly hasSealedValues: boolean;
      readonly olderForm: boolean;
    };

/** What the page shows is not what the leaf says. Ours: the verifier's codes are about bytes only. */
export const SHOWN_DIFFERS = 'E_SHOWN_DIFFERS';

/**
 * Judges one event from the bytes that the host gave: leaf, hash, path, checkpoint, signatures; and that the page shows what the leaf
 * says. Never throws.
 */
export function judgeEvent(question: ProofQuestion): Verdict {
  const { ledger, shown, receipt, now } = question;
  const policy = policyOf(question.policy);
  if (policy === undefined) return { state: 'unjudged', because: 'NO_KEY' };
  const keys = policy.logs.filter(({ name }) => isOriginOf(name, ledger));
  if (keys.length === 0) return { state: 'unjudged', because: 'NO_KEY' };
  if (receipt === null) return { state: 'pending' };
  const given = question.leaf === undefined ? undefined : bytesOf(question.leaf);
  const found = verifyReceipt(new TextEncoder().encode(receipt), {
    policy,
    now,
    skewSeconds: DEFAULT_SKEW_SECONDS,
    ...(given !== undefined && { leaf: given }),
  });
  const { problems, origin = '', index = -1, size = 0, quorumTime, leaf: bytes } = found;
  if (problems.length > 0 || bytes === undefined) return { state: 'failed', codes: problems };
  const checked = checkLeaf(bytes);
  if (!checked.ok) return { state: 'failed', codes: [...new Set(checked.problems.map(({ code }) => code))] };
  if (!isOriginOf(origin, ledger)) return { state: 'failed', codes: ['E_ORIGIN'] };
  if (index !== shown.idx) return { state: 'failed', codes: ['E_LEAF_INDEX'] };
  const { leaf } = checked;
  if (!agrees(leaf, question)) return { state: 'failed', codes: [SHOWN_DIFFERS] };
  return {
    state: 'verified',
    index,
    size,
    ...(quorumTime !== undefined && { quorumTime }),
    keys: keys.map(keyIdOf),
    witnesses: policy.witnesses.map(({ key }) => key.name),
    hasSealedValues: JSON.stringify(leaf.data).includes('"_sd":'),
    olderForm: shown.schema !== undefined && shown.schema !== leaf.schema,
  };
}

function policyOf(text: string | null): Policy | undefined {
  try {
    return text === null ? undefined : parsePolicy(text);
  } catch {
    return undefined;
  }
}

function bytesOf(base64: string): Uint8Array {
  try {
    return decodeBase64(base64);
  } catch {
    return new Uint8Array();
  }
}

/** Members that the platform puts beside an event's own data: the page has them in other places. */
const BESIDE: ReadonlySet<string> = new Set(['reliedOn', 'late', '_sd', '_sdl']);

function agrees(leaf: Leaf, { stream, shown }: ProofQuestion): boolean {
  const { id, type, time, rev, actor } = shown;
  const same = leaf.stream === stream && leaf.id === id && leaf.type === type && leaf.time === time && leaf.rev === rev;
  if (!same || leaf.actor.id !== actor.id || leaf.actor.role !== actor.role) return false;
  if (shown.data === undefined || shown.schema !== leaf.schema) return true;
  const told = shown.data;
  return Object.entries(leaf.data).every(([name, value]) => BESIDE.has(name) || shows(told[name], value));
}

/** Whether what is shown holds every open value of the leaf; what was sealed is beside it. */
function shows(told: unknown, value: JsonValue): boolean {
  if (Array.isArray(value))
    return (
      Array.isArray(told) && told.length === value.length && value.every((one: JsonValue, i) => shows(told[i], one))
    );
  if (typeof value !== 'object' || value === null) return Object.is(told, value);
  if (Object.hasOwn(value, '_enc')) return true;
  if (typeof told !== 'object' || told === null || Array.isArray(told)) return false;
  const members = told as Readonly<Record<string, unknown>>; // no array, as just asked
  return Object.entries(value).every(
    ([name, inner]) => name === '_sd' || name === '_sdl' || shows(members[name], inner),
  );
}
