import { z } from 'zod';
import { IN_PATIENT_FILTERS, IN_PATIENT_MARKS, IN_PATIENT_URGENCIES, type InPatientFilter } from '../claim/in-patient-urgency.ts';
import { calendarDateSchema } from '../time/calendar-date.ts';
import { stripSchema } from './common-schemas.ts';
import { defineChannel } from './define-channel.ts';

export { IN_PATIENT_FILTERS, IN_PATIENT_MARKS, IN_PATIENT_URGENCIES };
export type { InPatientFilter };

/** Somebody who is in hospital or left unsettled. */
export const inPatientSchema = z.strictObject({
  strip: stripSchema,
  ward: z.string(),
  /** Days since the admission; the first day counts as one. */
  days: z.int().positive(),
  /** Charge lines of the insurance that the centre has not acknowledged; 0 for whom it is told nothing. */
  unsentLines: z.int().nonnegative(),
  /** The ward's word, and once it has let him go the day of that; null: it has not said. */
  expectedLeaveOn: calendarDateSchema.nullable(),
  marks: z.array(z.enum(IN_PATIENT_MARKS)),
  urgency: z.enum(IN_PATIENT_URGENCIES),
});
export type InPatient = z.output<typeof inPatientSchema>;

const asked = { filter: z.enum(IN_PATIENT_FILTERS).nullable(), search: z.string().max(50) };

export const inPatientContract = {
  /** Most urgent first; `total` counts those, too, that a list this long leaves out. `search`: name, initials or stay number. */
  list: defineChannel({
    name: 'inPatient.list',
    request: z.strictObject(asked),
    response: z.strictObject({ rows: z.array(inPatientSchema), total: z.int().nonnegative() }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** The same list as a workbook; a word that is not given stands as its own name. Errors: books.export-failed. */
  export: defineChannel({
    name: 'inPatient.export',
    request: z.strictObject({ ...asked, words: z.record(z.string(), z.string().max(100)) }),
    response: z.strictObject({ file: z.string() }),
    permission: 'desk:read',
    effect: 'read',
  }),
} as const;
