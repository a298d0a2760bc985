import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema, patientIdSchema } from '../identity/ids.ts';
import { VISIT_TYPES, VISIT_WAYS } from '../model/visit.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { accountChoiceSchema, accountStandingSchema } from './account-schemas.ts';
import { gateSchema } from './insurance-schemas.ts';
import { stripSchema } from './common-schemas.ts';
import { defineChannel, quoteHashSchema } from './define-channel.ts';
import { causeSchema, figureRowSchema, stepSchema } from './settlement-contract.ts';

/** A visit that waits at the window; names are masked. */
const waitingVisitSchema = z.strictObject({
  orderNumber: z.string(),
  /** null: nobody opened it yet. */
  encounterId: encounterIdSchema.nullable(),
  patientName: z.string(),
  department: z.string(),
  doctor: z.string(),
  visitType: z.enum(VISIT_TYPES),
  visitedAt: instantSchema,
  total: money,
  lineCount: z.int(),
});
export type WaitingVisit = z.output<typeof waitingVisitSchema>;

/** One line of the bill: what is charged now, what was taken back, and every reason why it is not paid as usual. */
const lineSchema = z.strictObject({
  lineNumber: z.string(),
  name: z.string(),
  quantity: z.string(),
  amount: money,
  returned: money,
  /** 甲乙丙 by the centre once it answered, by the hospital's own mapping before; null: nobody says. */
  itemClass: z.enum(['A', 'B', 'C']).nullable(),
  /** Paid by the patient wholly, as the centre counts it; null until it answered. */
  selfPaid: money.nullable(),
  /** The centre's own words. */
  words: z.string(),
  /** Gates of direct settlement that concern this line alone. */
  gates: z.array(gateSchema),
});

/** Where a visit stands. `unknown`: locked. `refused`: the centre said no, in `refusal`. */
export const VISIT_STAGES = [
  'open',
  'sending',
  'refused',
  'sent',
  'pre-settled',
  'settling',
  'unknown',
  'settled',
  'returning',
  'self-paid',
  'claimed',
  'cancelled',
] as const;

const visitViewSchema = z.strictObject({
  strip: stripSchema,
  visit: z.strictObject({
    orderNumber: z.string(),
    visitType: z.enum(VISIT_TYPES),
    department: z.string(),
    doctor: z.string(),
    diagnosis: z.string(),
    visitedAt: instantSchema,
  }),
  stage: z.enum(VISIT_STAGES),
  coverages: z.array(z.strictObject({ coverageId: z.string(), label: z.string(), active: z.boolean() })),
  coverageId: z.string(),
  /** The coverage may be changed only while the centre has nothing of the visit. */
  coverageFixed: z.boolean(),
  choice: accountChoiceSchema,
  /** Whether each account may pay, with every reason. */
  accounts: z.array(accountStandingSchema),
  /** Of the own account as 1101 said it, only indicative; null: none. */
  balance: money.nullable(),
  lines: z.array(lineSchema),
  total: money,
  /** Conditions of the whole visit that are not met, or must be asked. */
  gates: z.array(gateSchema),
  /** He lies in hospital: no pooled outpatient care. `here` names the stay. */
  inHospital: z.strictObject({ where: z.enum(['here', 'elsewhere']), stayNumber: z.string() }).nullable(),
  /** The deductible of the year already borne and its source's time; null: not known. */
  deductibleBorne: z.strictObject({ amount: money, asOf: instantSchema }).nullable(),
  standing: z.enum(['none', 'estimate', 'pre-settled', 'final']),
  rows: z.array(figureRowSchema),
  estimates: z.int(),
  /** Why there is no estimate, or why it is a range. */
  uncertain: z.array(z.strictObject({ cause: z.string(), facts: z.record(z.string(), z.string()) })),
  steps: z.array(stepSchema),
  /** The centre's own words when it said no. */
  refusal: z.string().nullable(),
  preSettledAt: instantSchema.nullable(),
  /** What the patient would pay at the window by that answer. */
  preSettledCash: money.nullable(),
  ways: z.array(z.strictObject({ way: z.enum(VISIT_WAYS), open: z.boolean(), closedBecause: z.array(z.string()) })),
  refund: z.strictObject({ open: z.boolean(), closedBecause: z.array(z.string()), restTotal: money }),
  /** 退费重结 of what was paid in full; null where it was not. */
  resettle: z.strictObject({ open: z.boolean(), closedBecause: z.array(z.string()), until: calendarDateSchema }).nullable(),
  /** Papers of a manual claim (Y-16). */
  documents: z.array(z.string()),
  outcome: z
    .strictObject({
      settlementNumber: z.string(),
      settledAt: instantSchema,
      fund: money,
      account: money,
      familyAccount: money,
      /** Of the patient, over the counter; `due` is still to be collected, `back` to be given back. */
      cash: money,
      difference: money,
      causes: z.array(causeSchema),
    })
    .nullable(),
  due: money,
  back: money,
  events: z.array(z.strictObject({ kind: z.string(), reason: z.string(), clerkName: z.string(), at: instantSchema })),
  quoteHash: quoteHashSchema,
});
export type VisitView = z.output<typeof visitViewSchema>;

const recordSchema = z.strictObject({
  encounterId: encounterIdSchema,
  orderNumber: z.string(),
  patientName: z.string(),
  stage: z.enum(VISIT_STAGES),
  total: money,
  fund: money,
  paid: money,
  at: instantSchema,
});

const one = z.strictObject({ encounterId: encounterIdSchema });
const reason = z.string().trim().min(2).max(200);
const view = visitViewSchema;

/** 门诊收费: charges of the hospital's system, settled with the centre or paid in full. */
export const visitContract = {
  /** Visits with charges that nobody has settled, newest first; of one person where he is given. */
  waiting: defineChannel({
    name: 'visit.waiting',
    request: z.strictObject({ patientId: patientIdSchema.nullable() }),
    response: z.strictObject({ visits: z.array(waitingVisitSchema) }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Takes a visit to this window for the person who was identified. Errors: order.not-found, person.differs. */
  open: defineChannel({
    name: 'visit.open',
    request: z.strictObject({ orderNumber: z.string().min(1).max(30), patientId: patientIdSchema, key: idempotencyKeySchema }),
    response: one,
    permission: 'settlement:commit',
    effect: 'keyed',
  }),

  /** Errors: encounter.not-found. */
  view: defineChannel({ name: 'visit.view', request: one, response: view, permission: 'desk:read', effect: 'read' }),

  /** Which insurance and which account. Errors: encounter.wrong-state, coverage.not-active. */
  choose: defineChannel({
    name: 'visit.choose',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      coverageId: z.string(),
      choice: accountChoiceSchema,
      key: idempotencyKeySchema,
    }),
    response: view,
    permission: 'settlement:commit',
    effect: 'keyed',
  }),

  /**
   * Tells the centre the visit and its charges where it does not know them (2201, 2203, 2204), then asks who pays (2001, 5303, 5206, 2206).
   * A refusal stands in the view, in the centre's words. Errors: centre.unreachable, encounter.wrong-state, encounter.locked, identity.to-verify.
   */
  preSettle: defineChannel({
    name: 'visit.preSettle',
    request: z.strictObject({ encounterId: encounterIdSchema, key: idempotencyKeySchema }),
    response: view,
    permission: 'settlement:commit',
    effect: 'keyed',
  }),

  /**
   * `insured`: 2207. `self-pay`, `claim`: he owes the whole; `claim` for good. `wait`: nothing moves, the phone is kept.
   * Errors: claim.quote-stale, encounter.wrong-state, encounter.locked, shift.none-open, leave.reason-missing (`claim` without why).
   */
  settle: defineChannel({
    name: 'visit.settle',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      way: z.enum(VISIT_WAYS),
      phone: z.string().regex(/^(\+?\d{5,20})?$/),
      reason: z.string().trim().max(200),
      quoteHash: quoteHashSchema,
      key: idempotencyKeySchema,
    }),
    response: view,
    permission: 'settlement:commit',
    effect: 'keyed',
  }),

  /** Takes the settlement back whole (2208, 2205; 2202 where nothing is left); what is left is settled anew. Errors: encounter.wrong-state. */
  refund: defineChannel({
    name: 'visit.refund',
    request: z.strictObject({ encounterId: encounterIdSchema, reason, key: idempotencyKeySchema }),
    response: view,
    permission: 'money:move',
    effect: 'keyed',
  }),

  /** 退费重结: what was paid in full is given back and settled with the insurance. Errors: encounter.wrong-state. */
  resettle: defineChannel({
    name: 'visit.resettle',
    request: z.strictObject({ encounterId: encounterIdSchema, reason, key: idempotencyKeySchema }),
    response: view,
    permission: 'money:move',
    effect: 'keyed',
  }),

  /** What was settled, refunded and paid in full on days, by somebody's name or number; who looked and why is kept. */
  records: defineChannel({
    name: 'visit.records',
    request: z.strictObject({ from: calendarDateSchema, until: calendarDateSchema, search: z.string().trim().max(50), reason }),
    response: z.strictObject({ records: z.array(recordSchema) }),
    permission: 'settlement:commit',
    effect: 'once',
  }),
} as const;
