import { z } from 'zod';
import { isIdentityNumber } from '../identity/identity-number.ts';
import { encounterIdSchema, patientIdSchema } from '../identity/ids.ts';
import { CREDENTIAL_KINDS, RELATIONS } from '../model/credential.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { defineChannel } from './define-channel.ts';

/** The person who was identified, and what he may have come for. */
export const foundPersonSchema = z.strictObject({
  patientId: patientIdSchema,
  name: z.string(),
  /** Orders waiting for this person, newest first. */
  orderNumbers: z.array(z.string()),
  /** A stay of this person that is not settled yet. */
  openEncounterId: encounterIdSchema.nullable(),
  by: z.enum(CREDENTIAL_KINDS),
  /** A real credential was seen. Without: nothing goes to centre or bank. */
  verified: z.boolean(),
  /** The centre answered just now; a person unknown to it is an error of its own. */
  checkedAtCentre: z.boolean(),
  readAt: instantSchema,
});
export type FoundPerson = z.output<typeof foundPersonSchema>;

/** What a scan was: a person's 医保电子凭证, or the code on a slip of this hospital. */
const scannedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), person: foundPersonSchema }),
  z.strictObject({ kind: z.literal('stay'), encounterId: encounterIdSchema }),
]);
export type Scanned = z.output<typeof scannedSchema>;

const personName = z.string().trim().min(1).max(50);

/** Typed in. An identity number is checked (GB 11643) and gives day of birth and sex; other documents say them. */
const enteredSchema = z
  .strictObject({
    name: personName,
    certType: z.enum(['id-card', 'other']),
    certNumber: z.string().trim().min(3).max(30),
    sex: z.enum(['male', 'female', 'unknown']),
    birthOn: calendarDateSchema.nullable(),
    /** The clerk holds the document in his hand; false: the patient only said so (自述, 待核验). */
    documentSeen: z.boolean(),
  })
  .refine(({ certType, certNumber }) => certType !== 'id-card' || isIdentityNumber(certNumber), {
    message: 'no identity number (GB 11643)',
    path: ['certNumber'],
  });
export type EnteredPerson = z.output<typeof enteredSchema>;

/** Who acts for the patient, as the form asks. An 18-character number must be a real identity number. */
export const agentSchema = z.strictObject({
  kind: z.enum(['agent', 'guardian']),
  name: personName,
  certNumber: z
    .string()
    .trim()
    .min(3)
    .max(30)
    .refine((text) => text.length !== 18 || isIdentityNumber(text), 'no identity number (GB 11643)'),
  relation: z.enum(RELATIONS),
  phone: z.string().regex(/^\+?\d{5,20}$/),
});

/**
 * `later`: answers with what is known here, and whoever asks goes on with `admission.recheck` himself; the patient's page need not wait for
 * the line. `now`: centre and bank are asked first.
 */
const askedAt = z.enum(['now', 'later']).default('now');

export const personContract = {
  /** Reads the card in the reader and looks its holder up. Errors: card.absent, card.unreadable, reader.not-responding, person.unknown-to-centre. */
  readCard: defineChannel({
    name: 'card.read',
    request: z.strictObject({ ask: askedAt }),
    response: foundPersonSchema,
    permission: 'desk:read',
    effect: 'once',
  }),

  /**
   * What a scanner read. A 医保电子凭证 is decoded at the centre (6101) and its token asked for the person (1101); the text is never kept.
   * Errors: scan.unknown, scan.stay-unknown, voucher.refused (details.words: the centre's own), centre.unreachable, person.unknown-to-centre.
   */
  scan: defineChannel({
    name: 'person.scan',
    request: z.strictObject({ text: z.string().min(1).max(2_000) }),
    response: scannedSchema,
    permission: 'desk:read',
    effect: 'once',
  }),

  /**
   * A person by his document or by his own word. Errors: person.unknown-to-centre, person.differs: the centre or this hospital knows the
   * number under another name.
   */
  enter: defineChannel({
    name: 'person.enter',
    request: enteredSchema,
    response: foundPersonSchema,
    permission: 'desk:read',
    effect: 'once',
  }),
} as const;
