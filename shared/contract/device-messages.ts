import { z } from 'zod';
import { calendarDateSchema } from '../time/calendar-date.ts';

/** What the core asks of the devices process. */
export const deviceRequestSchema = z.union([
  z.strictObject({
    id: z.int(),
    kind: z.literal('read-card'),
    /** Folder of the simulated reader: the card that lies there is in the slot. */
    folder: z.string(),
  }),
  z.strictObject({
    id: z.int(),
    kind: z.literal('read-pcsc-card'),
    /** The beginning of the reader's name; null: whichever reader has the card. */
    readerName: z.string().nullable(),
    /** The answer comes within this time, whatever the card does. */
    withinMs: z.number().positive(),
  }),
  /** From now on say when cards come and go in the PC/SC readers. */
  z.strictObject({ kind: z.literal('watch-pcsc') }),
]);
export type DeviceRequest = z.output<typeof deviceRequestSchema>;

export const cardHolderSchema = z.strictObject({
  name: z.string().min(1).max(50),
  certType: z.enum(['id-card', 'other']),
  certNumber: z.string().min(1).max(30),
  sex: z.enum(['male', 'female', 'unknown']),
  birthOn: calendarDateSchema.nullable(),
  cardNumber: z.string().nullable(),
  cardSerial: z.string().nullable(),
});

/** Why no card was read. After `reader.not-responding` the process is of no more use: something in it hangs. */
export const deviceFaultCodeSchema = z.enum([
  'card.absent',
  'card.unreadable',
  'reader.not-responding',
  'reader.service-stopped',
  'reader.none',
]);

/** What comes back. A reading is whole or it is an error: never parts of two cards. */
export const deviceReplySchema = z.discriminatedUnion('ok', [
  z.strictObject({ id: z.int(), ok: z.literal(true), holder: cardHolderSchema }),
  z.strictObject({ id: z.int(), ok: z.literal(false), code: deviceFaultCodeSchema, reason: z.string() }),
]);
export type DeviceReply = z.input<typeof deviceReplySchema>;

/** What the devices process says unasked. A card that already lies in the reader when the watch begins is no event. */
export const deviceEventSchema = z.strictObject({ event: z.enum(['card-inserted', 'card-removed']), readerName: z.string() });
export type DeviceEvent = z.output<typeof deviceEventSchema>;

export const deviceMessageSchema = z.union([deviceReplySchema, deviceEventSchema]);
