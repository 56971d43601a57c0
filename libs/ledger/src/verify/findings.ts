import { FormatError } from '../format-error.js';
import { isVerifyCode, VERIFY_STAGES, type VerifyCode } from './verify-codes.js';

/** Most findings of one code that are kept; how many more there were is told in a last one. */
export const MAX_FINDINGS_PER_CODE = 100;

/** Where and how something is wrong. Never holds content of events: it may be personal. */
export type FindingDetails = Readonly<Record<string, string | number>>;

/** One error. */
export interface Finding {
  readonly code: VerifyCode;
  readonly details: FindingDetails;
}

/** Collects errors within bounds, however many a hostile bundle has. */
export class Findings {
  private readonly byCode = new Map<VerifyCode, { readonly kept: Finding[]; more: number }>();

  add(code: VerifyCode, details: FindingDetails = {}): void {
    const found = this.byCode.get(code) ?? { kept: [], more: 0 };
    this.byCode.set(code, found);
    if (found.kept.length < MAX_FINDINGS_PER_CODE) found.kept.push({ code, details });
    else found.more++;
  }

  /** Runs something that reads; what it throws becomes a finding, of its own code where the format has that. */
  attempt<T>(read: () => T, otherwise: VerifyCode, details: FindingDetails = {}): T | undefined {
    try {
      return read();
    } catch (error) {
      const code = error instanceof FormatError && isVerifyCode(error.code) ? error.code : otherwise;
      this.add(code, { ...details, ...placeOf(error) });
      return undefined;
    }
  }

  has(code: VerifyCode): boolean {
    return this.byCode.has(code);
  }

  /** All findings in the order of the stages. */
  list(): readonly Finding[] {
    return [...this.byCode]
      .sort(([a], [b]) => VERIFY_STAGES[a] - VERIFY_STAGES[b])
      .flatMap(([code, { kept, more }]) => [...kept, ...(more > 0 ? [{ code, details: { more } }] : [])]);
  }
}

/** The pointer of an error, which names places and no values. */
export function placeOf(error: unknown): FindingDetails {
  return error instanceof FormatError && error.pointer !== '' ? { at: error.pointer } : {};
}

/** The line that is printed for a finding: `FAIL <CODE> key=value…`. Values cannot break out of it. */
export function formatFinding({ code, details }: { readonly code: string; readonly details: FindingDetails }): string {
  return ['FAIL', code, ...Object.entries(details).map(([key, value]) => `${key}=${printable(value)}`)].join(' ');
}

function printable(value: string | number): string {
  return String(value)
    .slice(0, 200)
    .toWellFormed()
    .replace(/[^A-Za-z0-9._/:@+~*,=-]/gu, (character) => encodeURIComponent(character));
}
