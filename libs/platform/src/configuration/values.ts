import { z } from 'zod';

/** `true` or `false`. */
export const flag = (name: string) =>
  z.enum(['true', 'false'], { error: `${name} must be true or false` }).transform((value) => value === 'true');

/** A URL of these schemes; of several, separated by commas, the first is looked at. */
export const url = (name: string, schemes: RegExp) =>
  z
    .string()
    .refine(
      (text) => schemes.test(text) && URL.canParse(text.split(',')[0] ?? ''),
      `${name} is not a URL of the kind it takes`,
    );

/** A whole number within bounds, written plainly. */
export const whole = (name: string, min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `${name} must be a whole number`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `${name} must be ${String(min)} to ${String(max)}`);
