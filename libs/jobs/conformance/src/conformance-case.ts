import type { JobRows } from '@taizhang/jobs-port';

/** How a store of jobs of one technology is opened for the suite. */
export interface JobRowsFixture {
  readonly name: string;
  /** A place that nobody used before. */
  freshPlace(): Promise<string>;
  /** Opens the rows at a place; several may be open at once. */
  open(place: string): Promise<JobRows>;
}

/** One case of the suite; runs outside Jest as well. `one` and `other` are two openings of the same place. */
export interface JobRowsCase {
  readonly title: string;
  readonly check: (one: JobRows, other: JobRows) => Promise<void>;
}
