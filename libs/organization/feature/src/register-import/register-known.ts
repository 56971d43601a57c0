import { ledgerId, type JsonObject } from '@taizhang/kernel';
import { unitReferenceOf, type JobWork } from '@taizhang/platform';

/** A unit as whoever imports sees it. */
export interface KnownUnit {
  readonly code: string;
  readonly level: string;
  readonly parent: string | null;
  /** `null` where it may not be seen, or was erased. */
  readonly name: string | null;
  readonly namedFrom: string;
  readonly endedOn: string | null;
  /** Its code in the system that is imported from. */
  readonly outside: string | null;
  readonly principal: string | null;
  readonly acting: boolean;
}

/** A role that somebody holds or held. */
export interface KnownPost {
  readonly person: string;
  readonly role: string;
  readonly unit: string;
  readonly spans: readonly { readonly from: string; readonly to: string | null }[];
}

/** What is registered already, as far as an import has to know. */
export interface KnownRegister {
  readonly bureau: string;
  readonly system: string;
  readonly today: string;
  /** By code: those of the bureau's ledger, and others that the file names. */
  readonly units: ReadonlyMap<string, KnownUnit>;
  /** Persons of the bureau by their numbers in the system. */
  readonly persons: ReadonlyMap<string, string>;
  /** Whether there are numbers that may not be seen. */
  readonly hidden: boolean;
  readonly posts: readonly KnownPost[];
  /** Id of the job: what it registers gets its ids from it and the row. */
  readonly job: string;
}

/** Documents at once. */
const PAGE = '200';

async function* documents(work: JobWork, view: string, query: Readonly<Record<string, string | readonly string[]>>) {
  for (let cursor: string | undefined; ;) {
    const answer = await work.list(view, { ...query, limit: PAGE, ...(cursor !== undefined && { cursor }) });
    yield* answer.items;
    cursor = answer.next;
    if (cursor === undefined) return;
  }
}

/** Reads what is registered, under the powers of whoever imports. @param codes units with ledgers of their own that the file names */
export async function knownRegister(
  work: JobWork,
  bureau: string,
  system: string,
  codes: readonly string[],
): Promise<KnownRegister> {
  const units = new Map<string, KnownUnit>();
  for await (const { doc } of documents(work, 'units', { bureau })) addUnit(units, doc as JsonObject, system); // documents are objects
  for (const code of codes)
    for await (const { doc, ledger } of documents(work, 'units', { unit: code }))
      if (ledger === ledgerId('organization', code)) addUnit(units, doc as JsonObject, system); // as above
  const persons = new Map<string, string>();
  let hidden = false;
  for await (const { doc, withheld } of documents(work, 'persons', { bureau })) {
    hidden ||= withheld.some((path) => path.startsWith('outside.'));
    const { person, outside } = doc as unknown as KnownPerson; // a document of that view
    const number = outside.find((each) => each.system === system)?.outside;
    if (typeof number === 'string') persons.set(number, person);
  }
  const posts: KnownPost[] = [];
  for await (const { doc } of documents(work, 'power-directory', { bureau, kind: 'grant' }))
    posts.push(doc as unknown as KnownPost); // a document of that view
  return { bureau, system, today: work.today, units, persons, hidden, posts, job: work.id };
}

interface KnownPerson {
  readonly person: string;
  readonly outside: readonly { readonly system: string; readonly outside: string | null }[];
}

function addUnit(units: Map<string, KnownUnit>, doc: JsonObject, system: string): void {
  const row = doc as unknown as Omit<KnownUnit, 'code' | 'outside' | 'namedFrom'> & {
    readonly unit: string;
    readonly names: readonly { readonly from: string }[];
    readonly outside: readonly { readonly system: string; readonly outside: string }[];
  }; // a document of that view
  units.set(row.unit, {
    code: row.unit,
    level: row.level,
    parent: row.parent,
    name: row.name,
    namedFrom: row.names.at(-1)?.from ?? '',
    endedOn: row.endedOn,
    outside: row.outside.find((each) => each.system === system)?.outside ?? null,
    principal: row.principal,
    acting: row.acting,
  });
}

/** Reference of a unit that the register names by its code. */
export function referenceIn(bureau: string, { code, level }: Pick<KnownUnit, 'code' | 'level'>): string {
  return unitReferenceOf(ledgerId('organization', level === 'BRANCH' ? bureau : code), code);
}
