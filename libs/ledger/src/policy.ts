import { encodeBase64 } from './base64.js';
import { FormatError } from './format-error.js';
import { KEY_TYPE_COSIGNATURE, KEY_TYPE_ED25519, parseVkey, type KeyType, type VerifierKey } from './vkey.js';

/** Most bytes of a policy file. */
export const MAX_POLICY_BYTES = 64 * 1024;

/** Text is no policy (C2SP tlog-policy), or one with keys of types that we cannot verify. */
export class PolicyError extends FormatError<'POLICY_INVALID'> {
  constructor(detail: string, options?: ErrorOptions) {
    super('POLICY_INVALID', detail, '', options);
  }
}

/** A witness under the name that the policy file gives it. */
export interface PolicyWitness {
  readonly name: string;
  readonly key: VerifierKey;
}

/** Who must have cosigned: nobody, one witness, or so many members of a group. */
export type Quorum =
  | { readonly kind: 'none' }
  | { readonly kind: 'witness'; readonly name: string }
  | { readonly kind: 'group'; readonly threshold: number; readonly members: readonly Quorum[] };

/** Whom a verifier trusts. Given to it out of band, never taken from a bundle (ledger-format §5). */
export interface Policy {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly PolicyWitness[];
  readonly quorum: Quorum;
}

/** What the valid cosignatures of a note amount to; without a time where the policy asks for none. */
export interface QuorumVerdict {
  readonly met: boolean;
  /** The largest t such that the cosignatures of t and later still meet the quorum; POSIX seconds. */
  readonly time?: number;
}

const NONE: Quorum = { kind: 'none' };
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/**
 * Reads a tlog-policy file.
 * @throws {PolicyError} with the number of the line that is wrong
 */
export function parsePolicy(text: string): Policy {
  if (text.length > MAX_POLICY_BYTES) throw new PolicyError(`more than ${String(MAX_POLICY_BYTES)} bytes`);
  const reader = new PolicyReader();
  text.split('\n').forEach((line, i) => {
    try {
      if (CONTROL.test(line)) throw new SyntaxError('a control character');
      const items = line.split(/[ \t]+/).filter((item) => item !== '');
      if (items.length > 0 && items[0]?.startsWith('#') === false) reader.line(items);
    } catch (cause) {
      throw new PolicyError(`line ${String(i + 1)}: ${cause instanceof Error ? cause.message : 'malformed'}`, {
        cause,
      });
    }
  });
  return reader.policy();
}

/** Whether those who cosigned meet the quorum, and when they did. @param times POSIX seconds by the policy's name of the witness */
export function quorumVerdict({ quorum }: Policy, times: ReadonlyMap<string, number>): QuorumVerdict {
  if (quorum.kind === 'none') return { met: true };
  const time = timeOf(quorum, times);
  return time === undefined ? { met: false } : { met: true, time };
}

function timeOf(quorum: Quorum, times: ReadonlyMap<string, number>): number | undefined {
  if (quorum.kind === 'none') return undefined;
  if (quorum.kind === 'witness') return times.get(quorum.name);
  const met = quorum.members.map((member) => timeOf(member, times)).filter((time) => time !== undefined);
  return met.sort((a, b) => b - a)[quorum.threshold - 1];
}

/** Reads line after line: whatever a line refers to stands above it. What is wrong with a line is a SyntaxError, numbered above. */
class PolicyReader {
  private readonly logs: VerifierKey[] = [];
  private readonly witnesses: PolicyWitness[] = [];
  private readonly named = new Map<string, Quorum>();
  private readonly grouped = new Set<string>();
  private readonly keys = new Set<string>();
  private quorum: Quorum | undefined;

  line([keyword, ...items]: readonly string[]): void {
    const [first, second, ...rest] = items;
    if (keyword === 'log' && first !== undefined && rest.length === 0) this.log(first);
    else if (keyword === 'witness' && first !== undefined && second !== undefined && rest.length <= 1)
      this.witness(first, second);
    else if (keyword === 'group' && first !== undefined && second !== undefined && rest.length > 0)
      this.group(first, second, rest);
    else if (keyword === 'quorum' && first !== undefined && second === undefined) this.setQuorum(first);
    else throw new SyntaxError('must be log, witness, group or quorum with its items');
  }

  policy(): Policy {
    if (this.quorum === undefined) throw new PolicyError('no quorum line');
    return { logs: this.logs, witnesses: this.witnesses, quorum: this.quorum };
  }

  private log(vkey: string): void {
    this.logs.push(this.key(vkey, KEY_TYPE_ED25519));
  }

  private witness(name: string, vkey: string): void {
    const key = this.key(vkey, KEY_TYPE_COSIGNATURE);
    this.define(name, { kind: 'witness', name });
    this.witnesses.push({ name, key });
  }

  private group(name: string, stated: string, names: readonly string[]): void {
    const members = names.map((member) => this.member(member));
    const threshold = stated === 'any' ? 1 : stated === 'all' ? members.length : Number(stated);
    if (!/^(any|all|[1-9][0-9]*)$/.test(stated) || threshold > members.length)
      throw new SyntaxError('threshold must be any, all or 1..members');
    this.define(name, { kind: 'group', threshold, members });
  }

  /** Each name is a member at most once, so that each witness counts in one way only. */
  private member(name: string): Quorum {
    const member = this.named.get(name);
    if (member === undefined) throw new SyntaxError('a member is not defined above');
    if (this.grouped.has(name)) throw new SyntaxError('a member is in a group already');
    this.grouped.add(name);
    return member;
  }

  private setQuorum(name: string): void {
    if (this.quorum !== undefined) throw new SyntaxError('a second quorum');
    this.quorum = name === 'none' ? NONE : this.named.get(name);
    if (this.quorum === undefined) throw new SyntaxError('the quorum is not defined above');
  }

  private define(name: string, quorum: Quorum): void {
    if (name === 'none' || this.named.has(name)) throw new SyntaxError('a name is taken');
    this.named.set(name, quorum);
  }

  /** One public key is listed once, also not as log and witness: a witness's key is used for nothing else. */
  private key(vkey: string, type: KeyType): VerifierKey {
    const key = parseVkey(vkey);
    if (key.type !== type) throw new SyntaxError('a key of another signature type');
    const id = encodeBase64(key.publicKey);
    if (this.keys.has(id)) throw new SyntaxError('a public key is listed already');
    this.keys.add(id);
    return key;
  }
}
