import {
  checkNote,
  encodeBase64,
  formatVkey,
  frontierRoot,
  parseNote,
  parseVkey,
  sameHash,
  type Frontier,
  type JsonValue,
  type Leaf,
  type VerifierKey,
} from '@taizhang/ledger';
import type { SignedHead } from '../guard-rows.js';
import type { KeptCheckpoint } from '../seal-rows.js';
import type { DefectCode, LedgerDefects } from './defects.js';

/** A signed root that the leaves do not make. */
interface Mismatch {
  readonly by: 'checkpoint' | 'guard';
  readonly size: number;
  readonly root: string;
  readonly computed: string;
}

/** Whose notes are judged, and by whom they may be cosigned; who has to have cosigned them is the auditor's to say. */
export interface SignedBy {
  /** Origin of the ledger. */
  readonly log: string;
  readonly witnesses: readonly VerifierKey[];
}

/**
 * Compares what was signed of a ledger, by checkpoints and by the guard, with the tree that its leaves make, as it grows. The keys are
 * those that the ledger itself names: where leaves are forged together with them, the guard has another root.
 */
export class SignedCheck {
  /** Leaves that a signed root proves. */
  proven = 0;
  /** The largest tree that a checkpoint was kept of, as far as there are leaves. */
  largest = 0;
  readonly #keys: VerifierKey[] = [];
  readonly #retired = new Map<string, number>();
  #next: KeptCheckpoint | undefined;
  #first: Mismatch | undefined;
  #mismatches = 0;
  readonly #checkpoints: AsyncIterator<KeptCheckpoint>;

  private constructor(
    private readonly by: SignedBy,
    checkpoints: AsyncIterable<KeptCheckpoint>,
    private readonly guard: SignedHead | undefined,
    private readonly defects: LedgerDefects,
  ) {
    this.#checkpoints = checkpoints[Symbol.asyncIterator]();
  }

  static async of(
    by: SignedBy,
    checkpoints: AsyncIterable<KeptCheckpoint>,
    guard: SignedHead | undefined,
    defects: LedgerDefects,
  ): Promise<SignedCheck> {
    const check = new SignedCheck(by, checkpoints, guard, defects);
    await check.#advance();
    return check;
  }

  /** Takes in what a leaf says of keys. */
  leaf({ type, data }: Leaf): void {
    const vkeys = type === 'ledger.Opened' ? data['logVkeys'] : data['vkey'];
    if (type !== 'ledger.Opened' && data['use'] !== 'log') return;
    if (type === 'ledger.Opened' || type === 'ledger.KeyAdded') this.#keys.push(...keysOf(vkeys));
    const { lastSize } = data;
    if (type === 'ledger.KeyRetired' && typeof vkeys === 'string' && typeof lastSize === 'number')
      this.#retired.set(vkeys, lastSize);
  }

  /** Whether something was signed of a tree of this size. */
  awaits(size: number): boolean {
    return this.#next?.size === size || this.guard?.size === size;
  }

  /** Compares what was signed of this tree. @param split whether a commit goes on behind it */
  async compare(tree: Frontier, split: boolean): Promise<void> {
    const root = frontierRoot(tree);
    const { size } = tree;
    for (; this.#next?.size === size; await this.#advance()) {
      this.largest = size;
      if (split) this.defects.add('E_COMMIT_SPLIT', { size });
      if (this.#isSigned(this.#next)) this.#judge('checkpoint', size, this.#next.root, root);
    }
    if (this.guard?.size === size) this.#judge('guard', size, this.guard.root, root);
  }

  /** @param size leaves that there are */
  async end(size: number): Promise<void> {
    for (let largest = 0; this.#next !== undefined; await this.#advance()) {
      const beyond = this.#next.size > size ? this.#next.size : 0;
      if (beyond > 0 && largest === 0 && (this.guard?.size ?? 0) <= size) {
        largest = beyond;
        this.defects.add('LEDGER_BEHIND', { signed: beyond, present: size, by: 'checkpoint' });
      }
    }
    if (this.guard !== undefined && this.guard.size > size)
      this.defects.add('LEDGER_BEHIND', { signed: this.guard.size, present: size, by: 'guard' });
    if (this.#first !== undefined)
      this.defects.add('E_ROOT_MISMATCH', { ...this.#first, lastGood: this.proven, ...this.#more() });
  }

  #more(): { readonly more?: number } {
    return this.#mismatches > 1 ? { more: this.#mismatches - 1 } : {};
  }

  /** A root that comes out right proves all leaves before it, so what was signed otherwise of these is a fork. */
  #judge(by: Mismatch['by'], size: number, signed: Uint8Array, computed: Uint8Array): void {
    if (sameHash(signed, computed)) {
      if (this.#first !== undefined) this.defects.add('E_FORK', { ...this.#first, ...this.#more() });
      this.#first = undefined;
      this.#mismatches = 0;
      this.proven = size;
      return;
    }
    this.#first ??= { by, size, root: encodeBase64(signed), computed: encodeBase64(computed) };
    this.#mismatches += 1;
  }

  #isSigned({ size, root, note, cosigned }: KeptCheckpoint): boolean {
    const { log } = this.by;
    const witnesses = this.by.witnesses.map((key) => ({ name: key.name, key }));
    const policy = { logs: this.#keys, witnesses, quorum: { kind: 'none' } } as const;
    const verdict = checkNote(Buffer.from(note), { policy, origin: log, now: 0, skew: 0 });
    const { problems, checkpoint, signedBy } = verdict;
    for (const code of problems) this.defects.add(isDefect(code) ? code : 'E_NOTE_FORMAT', { size });
    // What the log signed holds, whatever is wrong with a cosignature.
    if (checkpoint === undefined || problems.some((code) => code !== 'E_COSIG_INVALID')) return false;
    if (cosigned && parseNote(Buffer.from(note)).signatures.every(({ name }) => name === log))
      this.defects.add('E_CHECKPOINT_FORMAT', { size, reason: 'not-cosigned' });
    if (checkpoint.size !== size || !sameHash(checkpoint.root, root)) {
      this.defects.add('E_CHECKPOINT_FORMAT', { size, reason: 'row' });
      return false;
    }
    if (signedBy.every((key) => (this.#retired.get(formatVkey(key)) ?? Infinity) < size))
      this.defects.add('E_KEY_RETIRED', { size });
    return true;
  }

  async #advance(): Promise<void> {
    const next = await this.#checkpoints.next();
    this.#next = next.done === true ? undefined : next.value;
  }
}

function isDefect(code: string): code is DefectCode & string {
  return NOTE_DEFECTS.has(code);
}

const NOTE_DEFECTS: ReadonlySet<string> = new Set<DefectCode>([
  'E_NOTE_FORMAT',
  'E_CHECKPOINT_FORMAT',
  'E_ORIGIN',
  'E_SIG_UNKNOWN_KEY',
  'E_SIG_INVALID',
  'E_COSIG_INVALID',
]);

/** One vkey, or several; what is none breaks a rule of the leaf, which is said already. */
function keysOf(vkeys: JsonValue | undefined): readonly VerifierKey[] {
  return (Array.isArray(vkeys) ? vkeys : [vkeys]).flatMap((vkey: JsonValue | undefined) => {
    try {
      return typeof vkey === 'string' ? [parseVkey(vkey)] : [];
    } catch {
      return [];
    }
  });
}
