import type { JsonObject } from '@taizhang/kernel';
import { cellDate, type FaultDefinition, type LedgerFault, type PlainCell } from '@taizhang/reporting';
import { faultAt, REGISTER_FAULTS } from './register-faults.js';

/** A command that a line asks for, and the column to blame for a refusal, by the field of its input or its code; `''` for any other. */
export interface PlannedCommand {
  readonly verb: string;
  readonly input: JsonObject;
  readonly blame: Readonly<Record<string, string>>;
}

/** What becomes of a line. */
export interface LinePlan {
  readonly outcome: 'same' | 'new' | 'changed' | 'bad';
  readonly aggregate: 'unit' | 'person';
  readonly bureau: string;
  readonly id: string;
  /** In the order in which they are given; none = nothing to do. */
  readonly commands: readonly PlannedCommand[];
  readonly faults: readonly LedgerFault[];
  /** Whether it rests on a line above that is not carried out in a dry run: then it cannot be tried either. */
  readonly waits: boolean;
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** Longest code, number or word. */
export const MAX_NUMBER = 64;

/** A line while it is read: its values, and what is wrong with them. */
export class RegisterLine {
  readonly faults: LedgerFault[] = [];

  constructor(
    private readonly cells: Readonly<Record<string, PlainCell>>,
    private readonly dates1904: boolean,
  ) {}

  fault(column: string, what: FaultDefinition): void {
    const cell = this.cells[column];
    if (cell !== undefined) this.faults.push(faultAt(cell, what));
  }

  text(column: string, most: number, required = true): string | null {
    const written = (this.cells[column]?.text ?? '').replaceAll(/\r\n?/g, '\n').trim();
    if (written === '') {
      if (required) this.fault(column, REGISTER_FAULTS.missing);
      return null;
    }
    if (written.length <= most && written.isWellFormed()) return written;
    this.fault(column, REGISTER_FAULTS.tooLong);
    return null;
  }

  code(column: string, required: boolean): string | null {
    const written = this.text(column, MAX_NUMBER, required);
    if (written === null || CODE.test(written)) return written;
    this.fault(column, REGISTER_FAULTS.codeInvalid);
    return null;
  }

  date(column: string, required: boolean): string | null {
    const cell = this.cells[column];
    if (cell === undefined || cell.text.trim() === '') {
      if (required) this.fault(column, REGISTER_FAULTS.missing);
      return null;
    }
    const read = cellDate(cell, this.dates1904);
    if (read === undefined) this.fault(column, REGISTER_FAULTS.dateInvalid);
    return read ?? null;
  }

  word<W extends string>(column: string, words: Readonly<Record<string, W>>, required: boolean): W | null {
    const written = this.text(column, MAX_NUMBER, required);
    if (written === null) return null;
    const word = Object.hasOwn(words, written) ? words[written] : undefined;
    if (word === undefined) this.fault(column, REGISTER_FAULTS.wordUnknown);
    return word ?? null;
  }

  plan(
    aggregate: LinePlan['aggregate'],
    bureau: string,
    id: string,
    commands: readonly PlannedCommand[],
    outcome: 'new' | 'changed' | 'bad',
    waits = false,
  ): LinePlan {
    const { faults } = this;
    if (faults.length > 0 || outcome === 'bad')
      return { outcome: 'bad', aggregate, bureau, id, commands: [], faults, waits };
    return { outcome: commands.length === 0 ? 'same' : outcome, aggregate, bureau, id, commands, faults, waits };
  }
}
