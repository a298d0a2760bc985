import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { coverageSchema } from './insurance-schemas.ts';
import { stripSchema } from './common-schemas.ts';
import { defineChannel } from './define-channel.ts';

const coded = z.strictObject({ code: z.string().trim().min(1).max(30), name: z.string().trim().min(1).max(100) });
const line = (most: number) => z.string().trim().min(1).max(most);
const approval = z.strictObject({ clerkId: z.string(), pin: z.string().regex(/^\d{4,12}$/), reason: z.string().trim().min(2).max(200) });

/** What the admission says now and may be changed to. */
const detailsSchema = z.strictObject({
  department: coded,
  ward: line(50),
  bed: line(30),
  doctor: coded,
  /** The main one. */
  diagnosis: z.strictObject({ code: z.string().trim().min(3).max(20), name: line(100) }),
  contactName: line(50),
  contactPhone: z.string().regex(/^\+?\d{5,20}$/),
});
export type StayDetails = z.output<typeof detailsSchema>;

/** Why an admission cannot be taken back (无费退院) at this window now. */
export const CANCEL_BLOCKS = ['charges', 'outcome-unknown', 'closed', 'recall-open'] as const;

export const stayChangesSchema = z.strictObject({
  /** false: the stay is over, or somebody else's turn: nothing may be changed here. */
  open: z.boolean(),
  details: detailsSchema,
  departments: z.array(coded),
  doctors: z.array(coded),
  /** Coverages to change to: those in force, 全额自费 among them, without the present one. Empty: no change now. */
  coverages: z.array(coverageSchema),
  /** Newest first. `clerk` null: the hospital's system. */
  history: z.array(
    z.strictObject({
      changeId: z.int(),
      at: instantSchema,
      clerk: z.string().nullable(),
      reason: z.string(),
      /** Another department or ward: 转科. */
      transfer: z.boolean(),
      fields: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
    }),
  ),
  cancelBlocked: z.array(z.enum(CANCEL_BLOCKS)),
  approvers: z.array(z.strictObject({ clerkId: z.string(), name: z.string() })),
});
export type StayChanges = z.output<typeof stayChangesSchema>;

const stripReply = z.strictObject({ strip: stripSchema });

export const changeContract = {
  /** What an admission says now, what was changed of it, and whether it may be taken back. Errors: encounter.not-found. */
  view: defineChannel({
    name: 'stay.changes',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: stayChangesSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /**
   * 登记变更、转科: saved here at once, told to the centre (2403) where it knows the stay. Errors: change.nothing, change.closed,
   * encounter.not-found, request.key-reused.
   */
  change: defineChannel({
    name: 'stay.change',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      details: detailsSchema,
      reason: z.string().trim().min(2).max(200),
      key: idempotencyKeySchema,
    }),
    response: stripReply,
    permission: 'admission:commit',
    effect: 'keyed',
  }),

  /**
   * 费别变更: what the centre has under the old coverage is taken back (2302, 2404), and the stay with all its lines is told anew under the
   * new one (2401, 2301); 全额自费 also gives the bank's lock back. Errors: change.closed, change.nothing, coverage.not-active,
   * session.wrong-pin, request.key-reused.
   */
  changeCoverage: defineChannel({
    name: 'stay.changeCoverage',
    request: z.strictObject({ encounterId: encounterIdSchema, coverageId: z.string(), approval, key: idempotencyKeySchema }),
    response: stripReply,
    permission: 'admission:commit',
    effect: 'keyed',
  }),

  /**
   * 无费退院: the admission is taken back, at the centre too (2404); the bank's lock is given back, a deposit waits to be paid back, and the
   * order waits again. Errors: cancel.blocked (details.because), session.wrong-pin, session.not-permitted, request.key-reused.
   */
  cancel: defineChannel({
    name: 'stay.cancel',
    request: z.strictObject({ encounterId: encounterIdSchema, approval, key: idempotencyKeySchema }),
    response: stripReply,
    permission: 'admission:commit',
    effect: 'keyed',
  }),
} as const;
