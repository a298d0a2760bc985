import { z } from 'zod';
import { calendarDateSchema } from '../time/calendar-date.ts';

/** What the core asks of the devices process. */
export interface DeviceRequest {
  readonly id: number;
  readonly kind: 'read-card';
  /** Folder of the simulated reader: the card that lies there is in the slot. */
  readonly folder: string;
}

export const cardHolderSchema = z.strictObject({
  name: z.string().min(1).max(50),
  certType: z.enum(['id-card', 'other']),
  certNumber: z.string().min(1).max(30),
  sex: z.enum(['male', 'female', 'unknown']),
  birthOn: calendarDateSchema.nullable(),
  cardNumber: z.string().nullable(),
  cardSerial: z.string().nullable(),
});

/** What comes back. A reading is whole or it is an error: never parts of two cards. */
export const deviceReplySchema = z.discriminatedUnion('ok', [
  z.strictObject({ id: z.int(), ok: z.literal(true), holder: cardHolderSchema }),
  z.strictObject({ id: z.int(), ok: z.literal(false), code: z.enum(['card.absent', 'card.unreadable']), reason: z.string() }),
]);
export type DeviceReply = z.input<typeof deviceReplySchema>;
