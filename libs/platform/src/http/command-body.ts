import { isLocalDate, type AnyCommand, type JsonObject, type LocalDate } from '@taizhang/kernel';
import { z } from 'zod';
import { ProblemError, PROBLEMS } from './problem.js';

/** Longest reason of an act recorded late, in UTF-16 units. */
export const MAX_LATE_REASON_LENGTH = 500;

/**
 * Members that every command's body takes beside its own: the business date, and why it is recorded late (补录; design §5).
 * A command whose schema has a field of one of these names keeps it as its own.
 */
export const ACT_MEMBERS = {
  effectiveOn: z.string().refine(isLocalDate, 'is not a date of the calendar'),
  lateReason: z
    .string()
    .max(MAX_LATE_REASON_LENGTH)
    .refine((text) => text.trim() !== '', 'is blank'),
} as const;

/** A command's body, taken apart. */
export interface CommandBody {
  readonly input: JsonObject;
  readonly effectiveOn?: LocalDate;
  readonly lateReason?: string;
}

/** The schema of a command's body: its own, strict, with {@link ACT_MEMBERS}. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of whatever state
export function bodySchemaOf(command: AnyCommand<any>): z.ZodObject {
  const own: z.ZodObject = command.schema;
  const free = Object.entries(ACT_MEMBERS).filter(([name]) => !Object.hasOwn(own.shape, name));
  return z.strictObject(Object.fromEntries(free.map(([name, member]) => [name, member.optional()])));
}

/** @throws {@link ProblemError} 400 without an object, 422 with pointers to what is wrong; never with the values. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of whatever state
export function readCommandBody(command: AnyCommand<any>, body: unknown): CommandBody {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ProblemError(PROBLEMS.bodyMissing);
  const actSchema = bodySchemaOf(command);
  const isAct = ([name]: readonly [string, unknown]) => Object.hasOwn(actSchema.shape, name);
  const members = Object.entries(body);
  const act = actSchema.safeParse(Object.fromEntries(members.filter(isAct)));
  // strict whatever the declaration says: a field we do not know is an error, never dropped
  const own = (command.schema as z.ZodObject)
    .strict()
    .safeParse(Object.fromEntries(members.filter((entry) => !isAct(entry))));
  if (!act.success || !own.success) throw inputProblem([...(act.error?.issues ?? []), ...(own.error?.issues ?? [])]);
  return { input: own.data as JsonObject, ...(act.data as Omit<CommandBody, 'input'>) }; // parsed JSON is JSON; members as declared above
}

/** What is wrong with an input, by JSON pointer and kind. */
export function inputProblem(issues: readonly z.core.$ZodIssue[]): ProblemError {
  const errors = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), problem: 'unknown' }))
      : [{ pointer: pointerOf(issue.path), problem: issue.code }],
  );
  const onlyUnknown = errors.every(({ problem }) => problem === 'unknown');
  return new ProblemError(onlyUnknown ? PROBLEMS.unknownField : PROBLEMS.inputInvalid, { errors: errors.slice(0, 20) });
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
