import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { MEND_PLACES, MENDERS } from '../claim/mender.ts';
import { EXITS } from '../model/stay.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { accountChoiceSchema, accountStandingSchema } from './account-schemas.ts';
import { amountRangeSchema, referenceSchema, stripSchema } from './common-schemas.ts';
import { defineChannel, nothing, quoteHashSchema } from './define-channel.ts';

/** The rows of the settlement table, in the order in which they are shown. Money as yuan. */
export const FIGURES = [
  'total',
  'selfPaid',
  'overCap',
  'firstShare',
  'inScope',
  'deductible',
  'pooledFund',
  'coinsurance',
  'largeAmount',
  'otherFunds',
  'account',
  'inScopeOwnShare',
  'burden',
] as const;
export type Figure = (typeof FIGURES)[number];

export const figureRowSchema = z.strictObject({
  figure: z.enum(FIGURES),
  /** One value per hypothesis column of the estimate, in the order of `columns`. */
  estimates: z.array(money),
  /** The centre's answer to a pre-settlement (2303), when it was asked. */
  preSettled: money.nullable(),
  /** The centre's settlement (2304). */
  final: money.nullable(),
  /** Centre minus the estimate's first column, the one on the facts as last known. null while one side is missing. */
  difference: money.nullable(),
});

/** A column of the estimate: one when all facts are fresh, two when a stale fact leaves two answers. */
const columnSchema = z.strictObject({
  stayNumberInYear: z.int().nullable(),
  deductible: money,
});

export const PRECHECKS = [
  'ward-notice',
  'charges-sent',
  'admission-registered',
  'eligibility',
  'catalogue',
  'limit-prices',
  'item-limits',
  'unknown-outcome',
  'contact-phone',
] as const;

const precheckSchema = z.strictObject({
  check: z.enum(PRECHECKS),
  /** `doubt`: somebody should look, and it stops nothing. */
  standing: z.enum(['ok', 'waiting', 'offline', 'doubt', 'blocked']),
  facts: z.record(z.string(), z.string()),
});

/** Somebody who leaves today or tomorrow, with everything that does not stand yet, who mends it and where (row D1). The name is masked. */
const leavingSchema = z.strictObject({
  strip: stripSchema,
  leavesOn: calendarDateSchema.nullable(),
  open: z.array(
    z.strictObject({
      check: z.enum([...PRECHECKS, 'cover']),
      standing: precheckSchema.shape.standing,
      facts: z.record(z.string(), z.string()),
      who: z.enum(MENDERS),
      at: z.enum(MEND_PLACES).nullable(),
    }),
  ),
});
export type LeavingView = z.output<typeof leavingSchema>;

const exitSchema = z.strictObject({
  exit: z.enum(EXITS),
  open: z.boolean(),
  /** 今日收: what the window takes for it, over what is held. Advice on the way by credit, where it is taken as a deposit. */
  asks: money,
  /** What the deposit must hold for the way; null: it asks nothing of it. */
  covers: money.nullable(),
  /** Codes of renderer/i18n: why it is closed. */
  closedBecause: z.array(z.string()),
});

export const stepSchema = z.strictObject({
  layer: z.string(),
  payer: z.string(),
  amount: money,
  basis: money,
  formula: z.string(),
  reference: referenceSchema.nullable(),
});

/** An account of the patient's, for money that cannot go back the way it came. */
const payeeSchema = z.strictObject({
  name: z.string().trim().min(1).max(50),
  account: z.string().regex(/^[\d* ]{6,40}$/),
  bank: z.string().trim().min(1).max(60),
});

/** Why the official settlement differs from the estimate. `amount`: centre minus estimate of the in-scope own share. */
export const causeSchema = z.strictObject({
  cause: z.string(),
  amount: money,
  facts: z.record(z.string(), z.string()),
});

export const settlementViewSchema = z.strictObject({
  strip: stripSchema,
  /** SHA-256 of what the clerk was shown. */
  quoteHash: quoteHashSchema,
  /** Only the centre makes it final; an estimate is never printed as a settlement. */
  standing: z.enum(['none', 'estimate', 'pre-settled', 'final']),
  columns: z.array(columnSchema),
  rows: z.array(figureRowSchema),
  expectedOwnShare: amountRangeSchema.nullable(),
  /** Why the answer is a range, or why there is none; codes of renderer/i18n with their facts. */
  uncertain: z.array(z.strictObject({ cause: z.string(), facts: z.record(z.string(), z.string()) })),
  steps: z.array(stepSchema),
  prechecks: z.array(precheckSchema),
  exits: z.array(exitSchema),
  /** Latest day to settle after an unsettled leave (3 working days). */
  settleBy: calendarDateSchema.nullable(),
  pack: z.strictObject({ id: z.string(), version: z.string(), hash: z.string() }).nullable(),
  preSettledAt: instantSchema.nullable(),
  /** The way out that was chosen last; null: none yet. The account is masked. */
  leave: z
    .strictObject({ exit: z.enum(EXITS), at: instantSchema, contactPhone: z.string(), payee: payeeSchema.nullable(), reason: z.string() })
    .nullable(),
  /**
   * All of it is his own: exit 3, where he may claim by hand (`insured`), or nobody insures him. total = paid + due; `held`: deposit that is left over.
   */
  selfPay: z.strictObject({ insured: z.boolean(), total: money, paid: money, due: money, held: money }).nullable(),
  /** Which account may pay of his share (个人账户使用标志), until he is settled; null: nobody insures him, or it is over. */
  account: z
    .strictObject({
      choice: accountChoiceSchema,
      accounts: z.array(accountStandingSchema),
      /** Of the own account as 1101 said it, only indicative; null: none. */
      balance: money.nullable(),
      /** The settlement is on its way: it is not chosen any more. */
      fixed: z.boolean(),
    })
    .nullable(),
  /** A supervisor agreed that he leaves with his share unpaid, or that finance collects it. */
  unpaidAgreed: z.boolean(),
  /** After the centre's answer. */
  outcome: z
    .strictObject({
      settlementNumber: z.string(),
      settledAt: instantSchema,
      /** What the bank had locked before: draw + release. */
      locked: money,
      draw: money,
      release: money,
      /** 自付 above the lock and 自费: the patient's bill. */
      owed: money,
      /** Of it already paid: from the deposit and over the counter; `due` is what is still to be collected. */
      paid: money,
      due: money,
      drawState: z.enum(['none', 'waiting', 'unknown', 'acknowledged', 'rejected']),
      releaseState: z.enum(['none', 'waiting', 'unknown', 'acknowledged', 'rejected']),
      difference: money,
      causes: z.array(causeSchema),
    })
    .nullable(),
});
export type SettlementView = z.output<typeof settlementViewSchema>;

const encounterRequest = z.strictObject({ encounterId: encounterIdSchema });

export const settlementContract = {
  /** The estimate or range, its reasons, the checks and the ways out. Errors: encounter.not-found. */
  view: defineChannel({
    name: 'settlement.view',
    request: encounterRequest,
    response: settlementViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Asks the centre for a pre-settlement (2303) and shows it beside the estimate. It moves nothing. Errors: centre.unreachable, centre.rejected. */
  askCentre: defineChannel({
    name: 'settlement.askCentre',
    request: encounterRequest,
    response: settlementViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /**
   * The centre has settled the stay already and cannot be asked without its number (told by the patient's receipt or the insurance centre): that
   * settlement is asked for and taken over, ours is not sent any more. Another total than ours is refused, with both. Errors: encounter.not-found,
   * encounter.wrong-state (state: why nothing may be taken over), request.key-reused.
   */
  adopt: defineChannel({
    name: 'settlement.adopt',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      settlementNumber: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9_-]{4,60}$/, 'letters, digits, - and _'),
      reason: z.string().trim().min(2).max(200),
      key: idempotencyKeySchema,
    }),
    response: nothing,
    permission: 'recall:approve',
    effect: 'keyed',
  }),

  /**
   * Takes one way out; the same key with the same body is one act. What settles later saves its acts for the centre; `self-pay` withdraws them for
   * good before it asks for money, `come-back` moves nothing.
   * Errors: claim.quote-stale, claim.wrong-state, encounter.wrong-state, request.key-reused, leave.phone-missing, leave.reason-missing.
   */
  commit: defineChannel({
    name: 'settlement.commit',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      exit: z.enum(EXITS),
      /** Mandatory for a leave before the settlement. */
      contactPhone: z.string().regex(/^(\+?\d{5,20})?$/),
      /** Where the rest of a deposit goes; null: the way it came. */
      payee: payeeSchema.nullable().default(null),
      /** Why he pays all of it himself; mandatory for that. */
      reason: z.string().trim().max(200).default(''),
      quoteHash: quoteHashSchema,
      key: idempotencyKeySchema,
    }),
    response: settlementViewSchema,
    permission: 'settlement:commit',
    effect: 'keyed',
  }),

  /** 预出院清单: who leaves today or tomorrow, or was let go by the ward, by day. */
  leaving: defineChannel({
    name: 'settlement.leaving',
    request: z.strictObject({}),
    response: z.strictObject({ leaving: z.array(leavingSchema) }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Own account, a relative's, or none; what the centre said before was for the other one. One that may not pay closes the ways out until another is taken. Errors: encounter.not-found, encounter.wrong-state. */
  chooseAccount: defineChannel({
    name: 'settlement.chooseAccount',
    request: z.strictObject({ encounterId: encounterIdSchema, choice: accountChoiceSchema, key: idempotencyKeySchema }),
    response: settlementViewSchema,
    permission: 'settlement:commit',
    effect: 'keyed',
  }),
} as const;

export type CommitSettlement = z.output<typeof settlementContract.commit.request>;
