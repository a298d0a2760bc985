import { z } from 'zod';

/** How this bank may differ from another one; README.md says what each means. */
export const behaviourSchema = z.strictObject({
  clockWindowSeconds: z.int().min(0).default(300),
  lateVisibilityMs: z.int().min(0).default(1500),
  repeatedKey: z.enum(['recorded-answer', 'refused']).default('recorded-answer'),
  lockQuestion: z.enum(['answered', 'unknown']).default('answered'),
  secondLockForStay: z.enum(['accepted', 'refused']).default('accepted'),
  secondDrawForSettlement: z.enum(['accepted', 'refused']).default('accepted'),
});

export type Behaviour = z.output<typeof behaviourSchema>;
export type BehaviourChange = z.input<typeof behaviourSchema>;
