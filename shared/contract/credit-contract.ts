import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { CONSENT_SIGNERS } from '../model/credential.ts';
import { CREDIT_MOVES } from '../model/credit.ts';
import { STAY_STATES } from '../model/stay.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { amountRangeSchema, stripSchema } from './common-schemas.ts';
import { defineChannel, nothing } from './define-channel.ts';

/** One order to the bank. `refused`: the bank said no and nobody asks why. */
const moveSchema = z.strictObject({
  kind: z.enum(CREDIT_MOVES),
  amount: money,
  state: z.enum(['waiting', 'unknown', 'done', 'refused', 'withdrawn']),
  at: instantSchema,
  bankNumber: z.string().nullable(),
  /** Draws and reversals: the bank has paid the hospital. */
  cleared: z.boolean(),
});

/** What may be done, or why it may not (codes of renderer/i18n). */
const wayShape = { open: z.boolean(), closedBecause: z.array(z.string()) };

export const creditViewSchema = z.strictObject({
  strip: stripSchema,
  /** The bank's last answer, mirrored: nothing of it is our entry. available = limit − locks − outstanding. null: it was never asked. */
  standing: z
    .strictObject({
      standing: z.enum(['available', 'not-opened', 'not-eligible']),
      openedAt: instantSchema.nullable(),
      /** Opened before this admission (rule D-03); null where nothing was opened. */
      beforeAdmission: z.boolean().nullable(),
      agreementSigned: z.boolean(),
      limit: money.nullable(),
      available: money.nullable(),
      outstanding: money.nullable(),
      /** limit − available − outstanding: held by locks. null where the bank does not say. */
      locked: money.nullable(),
      asOf: instantSchema,
    })
    .nullable(),
  /** The separate consent of this admission. */
  consent: z.strictObject({ given: z.boolean(), signedBy: z.enum(CONSENT_SIGNERS), at: instantSchema }).nullable(),
  bankUp: z.boolean(),
  /** What the lock holds now, what the bank paid out of it for this stay, and what of that it has not paid to the hospital. */
  held: money,
  drawn: money,
  uncleared: money,
  /** Expected 自付 (the credit pays nothing else); null: it cannot be estimated, or the centre has settled. */
  expected: amountRangeSchema.nullable(),
  /** Not covered by the credit: 目录外自费 with prices over the cap, and what somebody else owes. */
  excluded: z.strictObject({ selfPaid: money, otherPayer: money }).nullable(),
  /** So much of the expected 自付 no lock holds (敞口), what a raise may bring of it, and what is beyond the limit: the patient's own. */
  exposure: z.strictObject({ short: money, raise: money, beyondLimit: money }).nullable(),
  raise: z.strictObject({ ...wayShape, suggested: money }),
  /** 改按普通预交金办理. */
  leave: z.strictObject(wayShape),
  moves: z.array(moveSchema),
  doorChanges: z.array(z.strictObject({ from: z.string(), to: z.string(), reason: z.string(), clerk: z.string(), at: instantSchema })),
});
export type CreditView = z.output<typeof creditViewSchema>;

const rowSchema = z.strictObject({
  encounterId: encounterIdSchema,
  patientName: z.string(),
  stayNumber: z.string(),
  place: z.string(),
  stayState: z.enum(STAY_STATES),
  creditState: stripSchema.shape.creditState,
  held: money,
  expected: money.nullable(),
  short: money,
  drawn: money,
  uncleared: money,
});
export type CreditRow = z.output<typeof rowSchema>;

const clearingLineSchema = z.strictObject({
  bankNumber: z.string(),
  kind: z.enum(['draw', 'draw-reversal']),
  here: money.nullable(),
  there: money.nullable(),
  standing: z.enum(['paid', 'amount-differs', 'only-there', 'only-here']),
  encounterId: encounterIdSchema.nullable(),
  patientName: z.string(),
  stayNumber: z.string(),
});

export const clearingViewSchema = z.strictObject({
  day: calendarDateSchema,
  /** When the bank's file of this day came; null: not yet. */
  fetchedAt: instantSchema.nullable(),
  /** The day is over, so the file may be there. */
  over: z.boolean(),
  lines: z.array(clearingLineSchema),
  /** Net of what went back: ours, the bank's, and what of it is booked. */
  here: money,
  there: money,
  cleared: money,
});
export type ClearingView = z.output<typeof clearingViewSchema>;

export const creditContract = {
  /** The credit of one stay: the bank's answer, the lock's ledger, what is expected. Errors: encounter.not-found. */
  view: defineChannel({
    name: 'credit.view',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: creditViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Stays on credit, those that no lock holds wholly first; and what finance lets stand unconfirmed while the bank is away. */
  list: defineChannel({
    name: 'credit.list',
    request: nothing,
    response: z.strictObject({
      rows: z.array(rowSchema),
      risk: z.strictObject({ unconfirmed: money, cap: money, bankUp: z.boolean() }),
      /** 应收银行垫付: advances that the bank has not paid to the hospital. */
      receivable: money,
    }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Asks the bank about this patient again, where he has consented. Errors: encounter.not-found, consent.not-given. */
  askBank: defineChannel({
    name: 'credit.askBank',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: creditViewSchema,
    permission: 'admission:commit',
    effect: 'read',
  }),

  /**
   * 追加占用: orders so much more of the bank, of the expected 自付 only and inside the free limit. Errors: credit.raise-closed (details.because),
   * credit.illegal-move, request.key-reused, encounter.not-found.
   */
  raise: defineChannel({
    name: 'credit.raise',
    request: z.strictObject({ encounterId: encounterIdSchema, amount: money, key: idempotencyKeySchema }),
    response: creditViewSchema,
    permission: 'admission:commit',
    effect: 'keyed',
  }),

  /**
   * 改按普通预交金办理: what was not confirmed is withdrawn, what the lock holds is released, the door is the deposit from now on.
   * Errors: credit.leave-closed (details.because), request.key-reused, encounter.not-found.
   */
  leave: defineChannel({
    name: 'credit.leave',
    request: z.strictObject({ encounterId: encounterIdSchema, reason: z.string().trim().min(2).max(200), key: idempotencyKeySchema }),
    response: creditViewSchema,
    permission: 'admission:commit',
    effect: 'keyed',
  }),

  /** One day's clearing with the bank, as far as it is known here. */
  clearing: defineChannel({
    name: 'credit.clearing',
    request: z.strictObject({ day: calendarDateSchema }),
    response: clearingViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /**
   * Fetches the bank's file of a day that is over, keeps it, and books what agrees to the fen; a repeat books nothing twice.
   * Errors: clearing.not-there, bank.unreachable.
   */
  fetchClearing: defineChannel({
    name: 'credit.fetchClearing',
    request: z.strictObject({ day: calendarDateSchema }),
    response: clearingViewSchema,
    permission: 'money:approve',
    effect: 'once',
  }),
} as const;
