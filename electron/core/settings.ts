import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { centreSettingsSchema } from './centre-settings-schema.ts';
import { HOSPITAL_LEVELS } from '../../shared/model/settlement-case.ts';

const seconds = z.number().positive().max(86_400);
const loopback = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

/** Cards come from a folder of images (demo and tests), or from a reader at this computer (PC/SC). */
const readerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('image-folder'), folder: z.string().min(1), seconds: seconds.default(3) }),
  z.strictObject({
    kind: z.literal('pcsc'),
    /** The beginning of the reader's name, as the system lists it; without: the one that has the card. */
    readerName: z.string().min(1).nullable().default(null),
    seconds: seconds.default(3),
  }),
]);

/** The one settings.json of a desk. Everything that differs by province, hospital or window stands here, nothing of it in code. */
export const settingsSchema = z
  .strictObject({
    hospital: z.strictObject({
      /** National code of the institution. */
      code: z.string().regex(/^[A-Z0-9]{12}$/),
      name: z.string().min(1),
      region: z.string().regex(/^\d{6}$/),
      level: z.enum(HOSPITAL_LEVELS),
    }),
    window: z.strictObject({
      /** Two digits, one of its own for each window of the hospital: message numbers and stay numbers hang on it. */
      number: z.string().regex(/^\d{2}$/),
      name: z.string().min(1),
    }),
    centre: centreSettingsSchema,
    bank: z.strictObject({ baseUrl: z.url(), clientId: z.string().min(1), secret: z.string().min(1), seconds: seconds.default(15) }),
    his: z.strictObject({ folder: z.string().min(1) }),
    reader: readerSchema,
    outbox: z
      .strictObject({
        /** A committed act may stay invisible to queries for a while: "absent" counts only after this and twice. */
        absentAfterSeconds: z.number().nonnegative().default(60),
        retrySeconds: z.array(seconds).min(1).default([2, 5, 15, 60, 300]),
        lanes: z.int().min(1).max(16).default(4),
      })
      .prefault({}),
    facts: z
      .strictObject({
        /** A value of the year older than this may have changed elsewhere: the estimate becomes a range. */
        freshForHours: z.number().positive().default(24),
      })
      .prefault({}),
    lines: z
      .strictObject({
        /** A line that was quiet for so long is asked whether it is there. */
        proveSeconds: seconds.default(15),
      })
      .prefault({}),
    /** Changes of the factory key map, command to key. */
    keyMap: z.record(z.string(), z.string()).default({}),
    /** Public holidays and shifted working days for the 3-working-day clock, "YYYY-MM-DD". */
    holidays: z.array(z.iso.date()).default([]),
    /** Invented patients and a shifted clock. Only against lines on this computer: a drill never reaches the real books. */
    training: z.strictObject({ clockOffsetMs: z.int() }).optional(),
  })
  .refine(({ training, centre, bank }) => training === undefined || (loopback.test(centre.baseUrl) && loopback.test(bank.baseUrl)), {
    message: 'training is allowed only against a centre and a bank on this computer',
    path: ['training'],
  });
export type Settings = z.output<typeof settingsSchema>;

/**
 * Reads settings.json of the data folder.
 *
 * @throws AppError validation/settings.invalid with details.file and details.field, the first thing to mend.
 */
export function readSettings(dataDir: string): Settings {
  const file = path.join(dataDir, 'settings.json');
  if (!existsSync(file)) throw invalid(file, '(file)', 'missing');
  const parsed = settingsSchema.safeParse(parseJson(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(file, issue?.path.join('.') || '(file)', issue?.message ?? 'invalid');
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw invalid(file, '(file)', 'not JSON');
  }
}

function invalid(file: string, field: string, reason: string): AppError {
  return new AppError('validation', 'settings.invalid', `${field}: ${reason}`, { file, field, reason });
}
