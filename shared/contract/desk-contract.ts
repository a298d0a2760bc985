import { z } from 'zod';
import { ERROR_CODES } from '../errors/app-error.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { defineChannel, nothing } from './define-channel.ts';

export const LINES = ['centre', 'his', 'bank', 'wallet', 'invoice', 'printer'] as const;
export type LineName = (typeof LINES)[number];

/** `asking`: an outcome is unknown and being found out. `absent`: this window has no such line. */
export const lineStateSchema = z.strictObject({
  line: z.enum(LINES),
  state: z.enum(['up', 'slow', 'down', 'asking', 'absent', 'unproven']),
  /** Since when it is in this state. */
  since: instantSchema,
  lastAnswerAt: instantSchema.nullable(),
});

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
    }),
    permission: 'anyone',
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
