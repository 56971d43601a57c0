import { id, int } from '@taizhang/kernel';
import { z } from 'zod';
import { policyShape, type PolicyParameter, type PolicyValues } from '../organization/policy.catalogue.js';

/** Where a value comes from: the unit that adopted it, under which name and edition. */
const source = { unit: id(), policy: id(), edition: int().min(1) };

type Shape = typeof policyShape;
type PolicyRecord<P extends PolicyParameter> = z.ZodObject<
  { readonly [K in P]: z.ZodObject<{ readonly value: Shape[K] } & typeof source, z.core.$strict> },
  z.core.$strict
>;

/** Values in force of some parameters, as an event copies them. */
export type PoliciesInForce<P extends PolicyParameter> = {
  [K in P]: { value: PolicyValues[K]; unit: string; policy: string; edition: number };
};

/**
 * Schema of the values in force that an event copies: what a decision used stands beside it for ever, so that a replay judges
 * by the old values and a what-if by others.
 */
export function policiesInForce<const P extends PolicyParameter>(...parameters: readonly P[]): PolicyRecord<P> {
  const entries = parameters.map((parameter) => [
    parameter,
    z.strictObject({ value: policyShape[parameter], ...source }),
  ]);
  const shape = Object.fromEntries(entries) as z.ZodRawShape; // of schemas, name by name
  return z.strictObject(shape) as unknown as PolicyRecord<P>; // built name by name, which the type system cannot follow
}
