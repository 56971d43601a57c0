import type { z } from 'zod';
import { inputProblem } from '../http/command-body.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';

/** A body in the form that a route takes. @throws problem 400 without an object, 422 with pointers to what is wrong */
export function parsedBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ProblemError(PROBLEMS.bodyMissing);
  const read = schema.safeParse(body);
  if (!read.success) throw inputProblem(read.error.issues);
  return read.data;
}
