/** One code of reference data (代码): how people call it, and the clauses that ask for it. */
export interface CodeRow {
  readonly zh: string;
  readonly en: string;
  readonly clauses: readonly string[];
}

/** Codes of one kind with their words (代码表): rows of a catalogue that clauses ask for (kind C). */
export interface CodeTable<Code extends string = string> {
  readonly context: string;
  /** kebab-case; unique in its context. */
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** One for every code: a missing one does not compile. */
  readonly rows: Readonly<Record<Code, CodeRow>>;
}

/** Declares the codes of one kind. */
export function codeTable<const Code extends string>(table: CodeTable<Code>): CodeTable<Code> {
  return table;
}
