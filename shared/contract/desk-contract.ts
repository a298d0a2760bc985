import { z } from 'zod';
import { ERROR_CODES } from '../errors/app-error.ts';
import { money } from '../money/money-schema.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { defineChannel, nothing } from './define-channel.ts';

export const LINES = ['centre', 'his', 'bank', 'wallet', 'invoice', 'printer'] as const;
export type LineName = (typeof LINES)[number];

/** `asking`: an outcome is unknown and being found out. `absent`: this window has no such line. */
export const lineStateSchema = z.strictObject({
  line: z.enum(LINES),
  state: z.enum(['up', 'slow', 'down', 'asking', 'absent', 'unproven']),
  /** The unknown outcome is of a settlement or of the bank's money: until it is found out no money moves for that patient. */
  moneyLocked: z.boolean(),
  /** Since when it is in this state. */
  since: instantSchema,
  lastAnswerAt: instantSchema.nullable(),
});

export const BOARD_TASKS = [
  'check-eligibility',
  'admit-insured',
  'pre-settle',
  'settle-online',
  'settle-visit',
  'leave-on-credit',
  'leave-on-deposit',
  'upload-charges',
  'recall',
  'upload-lists',
  'reconcile',
  'take-orders',
  'take-charges',
  'lock-credit',
  'draw-credit',
  'wallet-payment',
  'invoice',
  'print',
] as const;

export const boardViewSchema = z.strictObject({
  tasks: z.array(
    z.strictObject({
      task: z.enum(BOARD_TASKS),
      line: z.enum(LINES),
      state: z.enum(['up', 'slow', 'down', 'absent', 'unproven']),
      since: instantSchema.nullable(),
      lastAnswerAt: instantSchema.nullable(),
      /** `queued`: saved, goes out by itself. `stale`: from earlier answers. `closed`: waits. `not-here`: no such line at this window. */
      standing: z.enum(['now', 'queued', 'stale', 'closed', 'not-here']),
      mender: z.enum(['insurance-office', 'information-office', 'finance']),
      /** Acts of this task that are saved and not sent, and those whose outcome nobody knows. */
      waiting: z.int(),
      unknown: z.int(),
    }),
  ),
  /** What is read while the lines are away, with its source and age; null: never had. */
  facts: z.array(
    z.strictObject({
      fact: z.enum([
        'persons',
        'coverage',
        'accumulators',
        'filings',
        'chronic',
        'item-mapping',
        'catalogue',
        'limit-prices',
        'dictionaries',
        'packs',
      ]),
      source: z.enum(['centre', 'his', 'program']),
      count: z.int(),
      asOf: instantSchema.nullable(),
    }),
  ),
});
export type BoardView = z.output<typeof boardViewSchema>;

export const deskContract = {
  /** What keeps the desk from working at all (settings, database); null when nothing does. */
  problem: defineChannel({
    name: 'desk.problem',
    request: nothing,
    response: z.strictObject({
      problem: z
        .strictObject({
          code: z.enum(ERROR_CODES),
          details: z.record(z.string(), z.union([z.string(), z.number()])),
        })
        .nullable(),
    }),
    permission: 'anyone',
    effect: 'read',
  }),

  /** Lights, queue and clock for the status line. */
  status: defineChannel({
    name: 'desk.status',
    request: nothing,
    response: z.strictObject({
      now: instantSchema,
      hospitalName: z.string(),
      windowNumber: z.string(),
      windowName: z.string(),
      /** Invented patients and a shifted clock: the page says so on every screen. */
      training: z.boolean(),
      /** Where families file for care elsewhere by phone; null: no address is set. */
      filingUrl: z.string().nullable(),
      /** A card was put into the reader and not taken out since. */
      cardIn: z.boolean(),
      /** Seconds by which this computer's clock differs from the centre's, when the centre refused it. */
      clockWrongBySeconds: z.number().nullable(),
      lines: z.array(lineStateSchema),
      queue: z.strictObject({
        waiting: z.int(),
        unknown: z.int(),
        needsPerson: z.int(),
        oldestAt: instantSchema.nullable(),
        nearestDeadlineAt: instantSchema.nullable(),
      }),
      refusedFiles: z.int(),
      /** The till of who is signed in; null: none is open, or nobody is there. */
      shift: z.strictObject({ shiftId: z.string(), openedAt: instantSchema, float: money }).nullable(),
    }),
    permission: 'anyone',
    effect: 'read',
  }),

  /** What may be done now, over all lines, and how old the facts are that are read while they are away. */
  board: defineChannel({
    name: 'desk.board',
    request: nothing,
    response: boardViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Which key each command has at this hospital, and how its scanners type: all of it is a setting. */
  keyMap: defineChannel({
    name: 'desk.keyMap',
    request: nothing,
    response: z.strictObject({
      keys: z.record(z.string(), z.string()),
      /** How this window's scanner is told from a person who types. */
      scanner: z.strictObject({
        prefix: z.string().nullable(),
        suffixes: z.array(z.string()),
        gapMs: z.int(),
        leastLength: z.int(),
        mostLength: z.int(),
      }),
    }),
    permission: 'anyone',
    effect: 'read',
  }),
} as const;
