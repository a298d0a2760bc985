import { z } from 'zod';
import { calendarDateSchema } from '../time/calendar-date.ts';

/** How far a source may be trusted: A an agency or official news, A- press quoting the agency, B a city guide quoting the table. Never less. */
export const SOURCE_GRADES = ['A', 'A-', 'B'] as const;

/**
 * Where a number or a rule stands. Shown beside the amount on the screen and cited on papers.
 *
 * `rule`: id of the rule list ("D-03", "T2-D01"), null where it has none. `article`: as printed, "" never.
 * `publishedOn`: null where the source gives no day. `source`: an address a person can open.
 */
export const legalReferenceSchema = z
  .strictObject({
    rule: z.string().min(1).nullable(),
    title: z.string().min(1),
    article: z.string().min(1),
    publishedOn: calendarDateSchema.nullable(),
    source: z.url({ protocol: /^https?$/ }),
    grade: z.enum(SOURCE_GRADES),
  })
  .readonly();
export type LegalReference = z.output<typeof legalReferenceSchema>;

/** A value with the text it comes from. */
export interface InForce<T> {
  readonly value: T;
  readonly reference: LegalReference;
}

/** Which rules made a figure: recomputing with the same pack content gives the same bytes. `hash`: of the pack's files, lower hex. */
export interface PackStamp {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
}
