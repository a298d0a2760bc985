import { z } from 'zod';
import { CLERK_ROLES } from '../model/clerk.ts';
import { defineChannel, nothing, PERMISSIONS } from './define-channel.ts';

const clerkSchema = z.strictObject({ clerkId: z.string(), name: z.string(), role: z.enum(CLERK_ROLES) });
export type ClerkView = z.output<typeof clerkSchema>;

/** `may`: what whoever is signed in is allowed, so that the page offers him nothing else. The core checks it at every channel all the same. */
const sessionSchema = z.strictObject({ clerk: clerkSchema.nullable(), may: z.array(z.enum(PERMISSIONS)) });
export type SessionView = z.output<typeof sessionSchema>;

export const sessionContract = {
  /** Who is signed in at this window, if anybody. */
  current: defineChannel({ name: 'session.current', request: nothing, response: sessionSchema, permission: 'anyone', effect: 'read' }),

  /** Who may sign in here. */
  clerks: defineChannel({
    name: 'session.clerks',
    request: nothing,
    response: z.strictObject({ clerks: z.array(clerkSchema) }),
    permission: 'anyone',
    effect: 'read',
  }),

  /** Errors: session.wrong-pin (details.triesLeft), session.locked-out (details.minutes). */
  signIn: defineChannel({
    name: 'session.signIn',
    request: z.strictObject({ clerkId: z.string(), pin: z.string().regex(/^\d{4,12}$/) }),
    response: sessionSchema,
    permission: 'anyone',
    effect: 'once',
  }),

  signOut: defineChannel({ name: 'session.signOut', request: nothing, response: sessionSchema, permission: 'anyone', effect: 'once' }),
} as const;
