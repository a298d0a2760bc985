import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema, patientIdSchema } from '../identity/ids.ts';
import { money } from '../money/money-schema.ts';
import { WAIVER_READINGS } from '../model/credit.ts';
import { CONSENT_SIGNERS, CREDENTIAL_KINDS } from '../model/credential.ts';
import { INJURY_PAYERS } from '../model/injury.ts';
import { DOORS, STAY_KINDS } from '../model/stay.ts';
import { AID_CLASSES } from '../model/settlement-case.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { amountRangeSchema, factAgeSchema, patientSchema, referenceSchema, stripSchema } from './common-schemas.ts';
import { defineChannel, nothing, quoteHashSchema } from './define-channel.ts';
import { coverageSchema, eligibilitySchema, filingSchema, gateSchema } from './insurance-schemas.ts';
import { agentSchema } from './person-contract.ts';

/** The doctor's electronic order (住院证). */
export const orderSchema = z.strictObject({
  orderNumber: z.string(),
  issuedAt: instantSchema,
  patientName: z.string(),
  maskedCertNumber: z.string(),
  orderingDepartment: z.string(),
  orderingDoctor: z.string(),
  ward: z.string(),
  department: z.string(),
  bed: z.string(),
  attendingDoctor: z.string(),
  diagnosis: z.string(),
  condition: z.enum(['critical', 'urgent', 'ordinary']),
  route: z.enum(['emergency', 'outpatient', 'transfer']),
  careKind: z.enum(STAY_KINDS),
  plan: z.strictObject({ total: money, selfPaid: money, firstShare: money }),
});
export type OrderView = z.output<typeof orderSchema>;

/** One condition of a door, met or not, with where it stands. `facts` fill the sentence. */
const conditionSchema = z.strictObject({
  rule: z.string().nullable(),
  met: z.boolean(),
  code: z.string(),
  facts: z.record(z.string(), z.string()),
  reference: referenceSchema,
});

const doorSchema = z.strictObject({
  door: z.enum(DOORS),
  open: z.boolean(),
  /** A supervisor must approve it with his PIN, with a reason. */
  needsApproval: z.boolean(),
  /** What the patient pays now. null: not known at this desk (the table of deposits is not installed). */
  dueNow: money.nullable(),
  lock: money.nullable(),
});

const estimateLineSchema = z.strictObject({
  layer: z.string(),
  payer: z.string(),
  amount: money,
  basis: money,
  formula: z.string(),
  reference: referenceSchema.nullable(),
});

/** What the patient said of an injury. */
const injurySchema = z
  .strictObject({
    injured: z.boolean(),
    otherPayer: z.enum(INJURY_PAYERS),
    extent: z.enum(['none', 'some-lines', 'all-lines']),
    happenedAt: instantSchema.nullable(),
    words: z.string().trim().max(500),
    promised: z.boolean(),
  })
  .refine(({ otherPayer, extent }) => (otherPayer === 'none') === (extent === 'none'), 'another payer owes some lines or all')
  .refine(({ injured, words, promised }) => !injured || (words.length >= 2 && promised), 'an injury is told in words and promised');

export const admissionViewSchema = z.strictObject({
  patient: patientSchema,
  order: orderSchema,
  /** How the desk knows the person. Not verified: admitted locally only, at his own cost, until a real credential was seen (待核验). */
  identity: z.strictObject({ by: z.enum(CREDENTIAL_KINDS), verified: z.boolean(), at: instantSchema.nullable() }),
  coverages: z.array(coverageSchema),
  chosenCoverageId: z.string().nullable(),
  /** Eligibility at the centre: 2001, and in hospital elsewhere: 5303. */
  eligibility: eligibilitySchema,
  direct: z.array(gateSchema),
  /** The condition that keeps him from being admitted with this coverage at all; null: none. `one-episode`: he is in hospital elsewhere. */
  closedBy: z.string().nullable(),
  /** When this year's premium was paid, where the insured place has a waiting period (待遇等待期); null: not asked there. */
  premium: z.strictObject({ paidOn: calendarDateSchema.nullable(), benefitFrom: calendarDateSchema.nullable() }).nullable(),
  /** 慢特病 registrations (5301); null: nobody has asked. */
  chronic: z
    .strictObject({
      registrations: z.array(
        z.strictObject({ code: z.string(), name: z.string(), from: calendarDateSchema.nullable(), to: calendarDateSchema.nullable() }),
      ),
      age: factAgeSchema,
    })
    .nullable(),
  /** The diagnosis forces the injury questions. */
  asksInjury: z.boolean(),
  /** Until the insurance office's finding such a stay is paid by the patient himself: the hospital's rule for third parties. */
  injuryPaysSelf: z.boolean(),
  /** Separate consent to give data to the bank for this admission; null: not asked yet. Without it the bank is asked nothing. */
  consent: z.strictObject({ given: z.boolean(), signedBy: z.enum(CONSENT_SIGNERS), at: instantSchema }).nullable(),
  /** Who may approve a door at this desk. */
  approvers: z.array(z.strictObject({ clerkId: z.string(), name: z.string() })),
  filing: filingSchema.nullable(),
  /** 救助身份; `none` was asked and there is none; null: nobody was asked. */
  hardship: z
    .strictObject({ aid: z.enum(AID_CLASSES), words: z.string(), until: calendarDateSchema.nullable(), age: factAgeSchema })
    .nullable(),
  stayCount: z.strictObject({ count: z.int().nullable(), age: factAgeSchema.nullable(), fresh: z.boolean() }),
  credit: z.strictObject({
    standing: z.enum(['available', 'not-opened', 'not-eligible', 'not-asked', 'bank-unreachable']),
    limit: money.nullable(),
    available: money.nullable(),
    openedAt: instantSchema.nullable(),
    asOf: instantSchema.nullable(),
  }),
  conditions: z.array(conditionSchema),
  /** The two readings of "estimate within the credit" (Q-D4): the deposit each would ask, and which one holds here; null: no credit. */
  waiver: z.strictObject({ reading: z.enum(WAIVER_READINGS), ownShare: money, totalCost: money }).nullable(),
  doors: z.array(doorSchema),
  suggestedDoor: z.enum(DOORS),
  /** Expected own share of the doctor's plan; null where no pack of the insured place is installed or it cannot be used. */
  expected: z.strictObject({ inScopeOwnShare: amountRangeSchema, selfPaid: money, steps: z.array(estimateLineSchema) }).nullable(),
  /** Why there is no estimate, in a code of renderer/i18n. */
  noEstimate: z.string().nullable(),
  centreReached: z.boolean(),
  quoteHash: quoteHashSchema,
});
export type AdmissionView = z.output<typeof admissionViewSchema>;

export const admissionContract = {
  /** Asks centre and bank again about a person who is at the desk already; the card need not be in the reader. Errors: person.unknown-to-centre. */
  recheck: defineChannel({
    name: 'admission.recheck',
    request: z.strictObject({ patientId: patientIdSchema }),
    response: z.strictObject({ centreReached: z.boolean() }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Electronic orders that wait for admission. */
  orders: defineChannel({
    name: 'admission.orders',
    request: nothing,
    response: z.strictObject({ orders: z.array(orderSchema) }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Everything the clerk must see before he admits. Errors: order.not-found, patient.not-found, order.already-admitted, order.other-person. */
  open: defineChannel({
    name: 'admission.open',
    request: z.strictObject({
      orderNumber: z.string(),
      patientId: patientIdSchema,
      coverageId: z.string().nullable(),
      /** Who else may owe the stay, as the clerk has ticked it so far: doors and coverages follow. */
      payer: z
        .strictObject({ otherPayer: z.enum(INJURY_PAYERS), extent: z.enum(['none', 'some-lines', 'all-lines']) })
        .default({ otherPayer: 'none', extent: 'none' }),
    }),
    response: admissionViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /**
   * The separate consent to give data to the bank, given or refused, signed on its own paper; then the bank is asked. One per admission.
   * Errors: order.not-found, patient.not-found, identity.to-verify (whom nobody verified is no subject for the bank).
   */
  consent: defineChannel({
    name: 'admission.consent',
    request: z
      .strictObject({
        orderNumber: z.string(),
        patientId: patientIdSchema,
        given: z.boolean(),
        signedBy: z.enum(CONSENT_SIGNERS),
        /** Who signs for him; the paper names this person. null: he signs himself. */
        agent: agentSchema.nullable().default(null),
      })
      .refine(({ signedBy, agent }) => (agent?.kind ?? 'self') === signedBy, 'whoever signs for another is named'),
    response: nothing,
    permission: 'admission:commit',
    effect: 'once',
  }),

  /** 撤回同意: the bank is asked nothing more about him. Errors: consent.not-given. */
  withdrawConsent: defineChannel({
    name: 'admission.withdrawConsent',
    request: z.strictObject({ orderNumber: z.string(), patientId: patientIdSchema }),
    response: nothing,
    permission: 'admission:commit',
    effect: 'once',
  }),

  /** 缴费日 as his receipt says, for a coverage with a waiting period. Errors: patient.not-found. */
  premium: defineChannel({
    name: 'admission.premium',
    request: z.strictObject({ coverageId: z.string(), paidOn: calendarDateSchema }),
    response: nothing,
    permission: 'admission:commit',
    effect: 'once',
  }),

  /**
   * Admits: one transaction saves the encounter, the lock's act and the centre's act. The same key with the same body is one act.
   * Errors: claim.quote-stale, request.key-reused, order.already-admitted, credit.not-available, coverage.not-active, identity.to-verify, agent.missing, injury.unanswered, door.needs-approval, session.wrong-pin,
   * session.locked-out (of the approver), encounter.person-in-hospital, order.other-person, admission.elsewhere.
   */
  commit: defineChannel({
    name: 'admission.commit',
    request: z.strictObject({
      orderNumber: z.string(),
      patientId: patientIdSchema,
      coverageId: z.string(),
      door: z.enum(DOORS),
      contactName: z.string().trim().min(1).max(50),
      contactPhone: z.string().regex(/^\+?\d{5,20}$/),
      /** Who looked and found that person and card agree. */
      identityCheck: z.enum(['self-seen', 'agent']),
      /** Who acts for the patient; asked for when he did not come himself. */
      agent: agentSchema.nullable().default(null),
      /** Asked where the diagnosis forces it; null: not asked. */
      injury: injurySchema.nullable().default(null),
      /** The centre says he is in hospital elsewhere (5303): the clerk has asked and he is discharged or being transferred. */
      elsewhereAsked: z.boolean().default(false),
      /** For a door that needs it: who approves, with his own PIN, and why. */
      approval: z
        .strictObject({ clerkId: z.string(), pin: z.string().regex(/^\d{4,12}$/), reason: z.string().trim().min(2).max(200) })
        .nullable()
        .default(null),
      quoteHash: quoteHashSchema,
      key: idempotencyKeySchema,
    }),
    response: z.strictObject({ encounterId: encounterIdSchema, strip: stripSchema }),
    permission: 'admission:commit',
    effect: 'keyed',
  }),
} as const;
