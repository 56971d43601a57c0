import type { JsonObject } from '@taizhang/kernel';

/** Somebody of the cast (人物): an account of a person who holds what appointments give. All are fictional. */
export interface Player {
  /** Id of the person. */
  readonly person: string;
  readonly login: string;
  /** What he is, for whoever looks at the demonstration. */
  readonly post: { readonly zh: string; readonly en: string };
}

/** Evidence (佐证材料) that is uploaded, for a branch where it is one. */
export interface Material {
  readonly text: string;
  readonly unit?: string;
}

/** A command given by somebody of the cast, and what must come of it. */
export interface CommandAct {
  readonly kind: 'command';
  /** Login of whoever gives it. */
  readonly by: string;
  /** `<context>/<bureau>/<aggregate>/<id>`. */
  readonly on: string;
  /** Verb of the route: `raise-issue`. */
  readonly verb: string;
  readonly input: JsonObject;
  /** What is uploaded before; its address and size go into the input. */
  readonly material?: Material;
  /** Rejection code that must come; without it the command must succeed. */
  readonly refused?: string;
}

/** An account that is made for somebody of the cast. */
export interface AccountAct {
  readonly kind: 'account';
  readonly by: string;
  readonly player: Player;
}

/** A report that somebody sends without account (匿名反映), taken up as an issue by an officer. */
export interface IntakeAct {
  readonly kind: 'intake';
  readonly bureau: string;
  readonly form: JsonObject;
  /** Officer who finds it in the register and raises it; his command's input. */
  readonly by: string;
  readonly input: JsonObject;
}

/** Ballots cast online (网上投票) with codes that an officer hands out. */
export interface BallotsAct {
  readonly kind: 'ballots';
  /** Officer who has the codes made. */
  readonly by: string;
  /** `<bureau>/evaluation/<id>`. */
  readonly on: string;
  readonly round: string;
  readonly codes: number;
  /** How many of each mark are cast. */
  readonly marks: Readonly<Record<string, number>>;
}

/**
 * Reads a list, or the names of a record's entries, from a document, for acts that follow: `{{<as>.<n>}}` in an address or an input is its n-th value. For what nobody
 * can know before, the sample of a look-back, say.
 */
export interface ReadAct {
  readonly kind: 'read';
  readonly by: string;
  readonly context: string;
  readonly view: string;
  /** `<bureau>/<key>`. */
  readonly document: string;
  readonly field: string;
  readonly as: string;
}

/** One act of a scenario. */
export type Act = CommandAct | AccountAct | IntakeAct | BallotsAct | ReadAct;

/** What happens at one time, one after another; everything settles before the next moment. */
export interface Moment {
  /** With offset. */
  readonly at: string;
  readonly title: string;
  readonly acts: readonly Act[];
}

/** What must stand in a view at the end: how many rows match. */
export interface StateCount {
  readonly context: string;
  readonly view: string;
  readonly where: Readonly<Record<string, string | readonly string[]>>;
}

/** What must come of a scenario. */
export interface Expected {
  /** Counts by event type; a type that is not named is reported, not compared. */
  readonly events: Readonly<Record<string, number>>;
  /** Least counts of types of which there may be more. */
  readonly atLeast: Readonly<Record<string, number>>;
  readonly refusals: readonly { readonly date: string; readonly command: string; readonly code: string }[];
  readonly states: JsonObject;
}

/** A scenario (场景) as data: whoever writes another needs no other driver. */
export interface Scenario {
  readonly name: string;
  readonly bureau: string;
  /** Founding of the empty deployment: its first security administrator signs in as `founder`. */
  readonly founding: JsonObject & { readonly person: string };
  readonly founder: Player;
  readonly moments: readonly Moment[];
  /** Who reads the states at the end. */
  readonly reader: string;
  /** Where the states come from, in the form of {@link Expected.states}: a count, or the value of a field of one row. */
  readonly states: Readonly<Record<string, Readonly<Record<string, StateCount | StateValue>>>>;
  readonly expected: Expected;
}

/** The value of a field of one document. */
export interface StateValue {
  readonly context: string;
  readonly view: string;
  /** `<bureau>/<key>`. */
  readonly document: string;
  readonly field: string;
}
