import { z } from 'zod';
import { CARE_PLACES, RELATIVES } from '../model/account-use.ts';
import { ACCOUNT_USES } from '../model/visit.ts';
import { gateSchema } from './insurance-schemas.ts';

/** How the family's account is asked for. Who its owner is, and what lies on it, this desk never learns. */
export const accountChoiceSchema = z
  .strictObject({
    account: z.enum(ACCOUNT_USES),
    relative: z.enum(RELATIVES).nullable(),
    ownerPlace: z.enum(CARE_PLACES).nullable(),
    bound: z.boolean(),
  })
  .refine(({ account, relative, ownerPlace }) => (account === 'family') === (relative !== null && ownerPlace !== null), {
    message: 'a family account has a relative',
    path: ['relative'],
  });
export type AccountChoice = z.output<typeof accountChoiceSchema>;

/** Whether an account may pay, with every reason. */
export const accountStandingSchema = z.strictObject({ account: z.enum(ACCOUNT_USES), open: z.boolean(), gates: z.array(gateSchema) });
export type AccountStandingView = z.output<typeof accountStandingSchema>;
