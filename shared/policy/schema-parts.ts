import { z } from 'zod';
import { calendarDateSchema } from '../time/calendar-date.ts';

/** Six digits of a place, as in the national division codes. */
export const regionCodeSchema = z.string().regex(/^\d{6}$/, 'no place: write its six digits, "210200"');

/** Path of a parameter inside parameters/, without ".json": "employee.inpatient.deductible". */
export const parameterNameSchema = z
  .string()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'no name: lower-case words with points and hyphens, "employee.annual-cap"');

/** A word of the pack's own: a disease group, a product, a duty. */
export const wordSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'no word of a pack: lower-case letters and hyphens, "special-drugs"');

/** A list of different things, at least one. */
export const distinct = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .min(1)
    .refine((items) => new Set(items).size === items.length, 'named twice');

/** A history in the order of its days, each once. */
export const ascends = (dated: readonly { readonly from: string }[]) =>
  dated.every(({ from }, i) => i === 0 || (dated[i - 1]?.from ?? '') < from);

/** What every file of a pack begins with. */
export const head = {
  $schema: z.string(),
  description: z.string().min(1),
  /** Somebody compared the last value with the law on this day. */
  checkedOn: calendarDateSchema,
};
