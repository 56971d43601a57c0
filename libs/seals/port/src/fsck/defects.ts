import type { LedgerId } from '@taizhang/kernel';
import { MAX_FINDINGS_PER_CODE, type FindingDetails } from '@taizhang/ledger';

/**
 * What may be wrong with what is stored, and what is made anew then. `leaves` and `note` never are: what lies beside wrong leaves is
 * left as it is, since it tells what they were. Codes of ledger-format §12 mean here what they mean there.
 */
export const DEFECTS = {
  E_ENTRY_MISSING: 'leaves',
  E_LEAF_HASH: 'leaves',
  E_LEAF_TOO_LARGE: 'leaves',
  E_LEAF_NOT_CANONICAL: 'leaves',
  E_LEAF_SCHEMA: 'leaves',
  E_LEAF_LOG: 'leaves',
  E_LEAF_INDEX: 'leaves',
  E_GENESIS: 'leaves',
  E_LEDGER_CLOSED: 'leaves',
  E_COMMIT_SHAPE: 'leaves',
  E_STREAM_REV: 'leaves',
  E_TIME_REGRESSION: 'leaves',
  E_EVENT_ID_DUPLICATE: 'leaves',
  E_NOTE_FORMAT: 'note',
  E_CHECKPOINT_FORMAT: 'note',
  E_ORIGIN: 'note',
  E_SIG_UNKNOWN_KEY: 'note',
  E_SIG_INVALID: 'note',
  /** Of a witness whose key this deployment knows. */
  E_COSIG_INVALID: 'note',
  E_KEY_RETIRED: 'note',
  E_COMMIT_SPLIT: 'note',
  /** A checkpoint, or the guard, has another root than the leaves. */
  E_ROOT_MISMATCH: 'leaves',
  /** A checkpoint has another root than the leaves, and a later one theirs. */
  E_FORK: 'note',
  /** Fewer leaves than were signed: `taizhang recover`. */
  LEDGER_BEHIND: 'leaves',
  /** The head hint tells another size. */
  E_HEAD: 'head',
  /** The read index by streams does not tell where the events are. */
  E_STREAM_INDEX: 'index',
  E_TREE: 'tree',
  E_TILE: 'tree',
  /** A consumer's mark is beyond the ledger, or of another leaf than is there. */
  E_MARK: 'mark',
} as const;

/** Code of a defect; stable. */
export type DefectCode = keyof typeof DEFECTS;

/** One defect, with where it is; never with content of events. */
export interface Defect {
  readonly code: DefectCode;
  readonly ledger: LedgerId;
  readonly details: FindingDetails;
}

/** Told of each defect as it is found, so that none of them has to be remembered. */
export type ReportDefect = (defect: Defect) => void;

/** Defects of one ledger on their way out: of each code no more than a bound, then how many more there were. */
export class LedgerDefects {
  readonly #counts = new Map<DefectCode, number>();

  constructor(
    readonly ledger: LedgerId,
    private readonly report: ReportDefect,
  ) {}

  add(code: DefectCode, details: FindingDetails = {}): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= MAX_FINDINGS_PER_CODE) this.report({ code, ledger: this.ledger, details });
  }

  has(code: DefectCode): boolean {
    return this.#counts.has(code);
  }

  /** Whether leaves are wrong or missing: then nothing beside them is made anew. */
  get ofLeaves(): boolean {
    return [...this.#counts.keys()].some((code) => DEFECTS[code] === 'leaves');
  }

  /** What is to be made anew. */
  get mendable(): ReadonlySet<(typeof DEFECTS)[DefectCode]> {
    return this.ofLeaves ? new Set() : new Set([...this.#counts.keys()].map((code) => DEFECTS[code]));
  }

  /** Tells what was left out. */
  end(): void {
    for (const [code, count] of this.#counts) {
      const more = count - MAX_FINDINGS_PER_CODE;
      if (more > 0) this.report({ code, ledger: this.ledger, details: { more } });
    }
  }
}
