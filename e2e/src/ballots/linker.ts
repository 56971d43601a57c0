import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What somebody has who wants to know who voted what: orders of things, each named by what it is an order of. */
export interface Orders {
  /** Uses of codes, as they stand in one place or another. */
  readonly uses: ReadonlyMap<string, readonly number[]>;
  /** Ballots, likewise. Numbers are voters: a linker does not see them, whoever judges it does. */
  readonly ballots: ReadonlyMap<string, readonly number[]>;
}

/** How well a linker does that takes one order of uses for one order of ballots. */
export interface Link {
  readonly by: string;
  /** Voters whose ballot it names; by chance it is one, whatever the number of voters. */
  readonly hits: number;
  /** Rank correlation in standard deviations: by chance within a few of 0. */
  readonly deviation: number;
}

/** Tries every order of uses, forwards and backwards, against every order of ballots. */
export function links({ uses, ballots }: Orders): readonly Link[] {
  return [...uses].flatMap(([use, voters]) =>
    [...ballots].flatMap(([ballot, cast]) =>
      [[`${use} = ${ballot}`, voters] as const, [`${use} backwards = ${ballot}`, [...voters].reverse()] as const].map(
        ([by, order]) => linkOf(by, order, cast),
      ),
    ),
  );
}

function linkOf(by: string, uses: readonly number[], ballots: readonly number[]): Link {
  const common = new Set(ballots.filter((voter) => uses.includes(voter)));
  const [one, other] = [uses.filter((voter) => common.has(voter)), ballots.filter((voter) => common.has(voter))];
  const rank = new Map(other.map((voter, i) => [voter, i]));
  const n = one.length;
  const squares = one.reduce((sum, voter, i) => sum + (i - (rank.get(voter) ?? 0)) ** 2, 0);
  const correlation = n < 2 ? 0 : 1 - (6 * squares) / (n * (n * n - 1));
  return {
    by,
    hits: one.filter((voter, i) => other[i] === voter).length,
    deviation: correlation * Math.sqrt(Math.max(0, n - 1)),
  };
}

/** Every file below a folder, with its bytes. */
export async function filesIn(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const)));
}

/** In each file, the order in which some of these names first occur; files with few of them have none. */
export function ordersIn(
  files: ReadonlyMap<string, Buffer>,
  nameOf: ReadonlyMap<number, string>,
): ReadonlyMap<string, readonly number[]> {
  const orders = new Map<string, readonly number[]>();
  for (const [file, bytes] of files) {
    const found = [...nameOf]
      .map(([voter, name]) => ({ voter, at: bytes.indexOf(name) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    if (found.length > nameOf.size / 2)
      orders.set(
        `place in ${file.slice(file.lastIndexOf('/') + 1)}`,
        found.map(({ voter }) => voter),
      );
  }
  return orders;
}

/** Whatever could be kept of a voter's key, as bytes or text. */
export function tracesOf(key: string): readonly Buffer[] {
  const bytes = Buffer.from(key, 'base64url');
  const hashes = ['', 'taizhang/ballot-seal/v1\n'].flatMap((purpose) =>
    [bytes, Buffer.from(key)].map((of) => createHash('sha256').update(purpose).update(of).digest()),
  );
  return [bytes, ...hashes].flatMap((trace) => [
    trace,
    Buffer.from(trace.toString('hex')),
    Buffer.from(trace.toString('base64url')),
  ]);
}
