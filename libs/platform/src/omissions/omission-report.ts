import type { Allowance, Clearance, FactQuery, JsonValue, LocalDate, Sentence } from '@taizhang/kernel';
import type { ViewDocument, ViewFilter } from '@taizhang/views-port';
import type { ContextReads } from '../context/context-feature.js';

/** A duty (职责) that a document tells of, done or not: who owes what, since when and by when. */
export interface OwedDuty {
  /** One of the report's {@link OmissionReport.duties}. */
  readonly duty: string;
  /** Unit that owes it, as its bureau calls it. */
  readonly unit: string;
  /** Person who owes it; `null` where it is the unit's. */
  readonly person: string | null;
  /** Stream that it is about: `issue/2014-0001`, `unit/b-jia`. */
  readonly subject: string;
  /** Which part of the subject: an origin, a measure, an object, a unit. */
  readonly part: string | null;
  /** Day from which it is owed. */
  readonly since: LocalDate;
  /** Last day on which it is in time; `null` where nobody set any: it is then due at once. */
  readonly dueOn: LocalDate | null;
  /** Day on which it was done; `null` while it is not. */
  readonly doneOn: LocalDate | null;
}

/** A duty that was not done in time: a row of a report. */
export interface Omission extends Omit<OwedDuty, 'doneOn'> {
  readonly bureau: string;
  /** Calendar days since it had to be done: after {@link OwedDuty.dueOn}, or after the day from which it was owed. */
  readonly overdueDays: number;
}

/** What telling duties may use. */
export interface AskedDuties {
  /** Day for which the report is made: policies are asked as of it. */
  readonly on: LocalDate;
  /** All of the context's views: whether something was done must not depend on what the reader may see. */
  readonly reads: ContextReads;
  /** A fact of the context; `null` where it is not known. */
  readonly fact: (query: FactQuery) => Promise<JsonValue>;
  /** Day of a business date or of an instant, in the deployment's zone: rows keep either. */
  readonly dayOf: (date: string) => LocalDate;
  /** Loads what many documents need once per request. */
  readonly once: <T>(key: string, load: () => Promise<T>) => Promise<T>;
}

/**
 * Declares who has not done what by when (未履职情况), for clauses that are duties: `GET /api/<context>/omissions/<name>`. The
 * platform pages through the documents, drops what was done, is not due yet or lies outside the reader's scope, and exports it.
 */
export interface OmissionReport {
  /** kebab-case; last segment of its path. */
  readonly name: string;
  readonly clauses: readonly string[];
  readonly title: Sentence;
  /** Words for each duty, by its code. */
  readonly duties: Readonly<Record<string, Sentence>>;
  /** What its rows tell is as confidential as this; from 2 on every reading is recorded. */
  readonly classification: Clearance;
  readonly allow: Allowance;
  /** Documents that are looked through: all that match, and of these, for today, only the ones with something {@link open}. */
  readonly among: {
    readonly view: string;
    readonly where?: readonly ViewFilter[];
    readonly open?: readonly ViewFilter[];
  };
  /** Duties that a document tells of, also those that were done where it says when. */
  readonly owed: (document: ViewDocument, asked: AskedDuties) => Promise<readonly OwedDuty[]>;
}

/** Declares a report. */
export function omissionReport(report: OmissionReport): OmissionReport {
  return report;
}
