import { z } from 'zod';

/**
 * Every way in which this centre may differ from another one. The defaults are the unkind platform: what helps a desk
 * is off unless the interface reference confirms it. BEHAVIOUR.md explains each name.
 */
export const behaviourSchema = z.strictObject({
  clockWindowSeconds: z.int().min(0).default(300),
  clockRefusal: z.enum(['http-401', 'infcode-9000']).default('http-401'),
  signatureCase: z.enum(['lower', 'either']).default('lower'),
  pathCheck: z.boolean().default(false),
  inputForm: z.enum(['either', 'object', 'string']).default('either'),
  inputLimitChars: z.int().min(0).default(40_000),
  insuredPlaceRequired: z.boolean().default(true),
  repeatedMessage: z.enum(['new-act', 'recorded-answer', 'refused']).default('new-act'),

  outputForm: z.enum(['object', 'string']).default('object'),
  infcodeForm: z.enum(['number', 'text']).default('number'),
  moneyForm: z.enum(['mixed', 'text', 'number']).default('mixed'),
  oneRowAsObject: z.boolean().default(true),

  signInRequired: z.boolean().default(false),
  signInAfterSignOut: z.enum(['refused', 'accepted']).default('refused'),
  cardNumberMandatory: z.boolean().default(true),
  identityFieldsMandatory: z.boolean().default(false),

  repeatedAdmission: z.enum(['new-stay', 'refused-same-number', 'refused-in-hospital']).default('new-stay'),
  lateAdmissionHours: z.number().positive().nullable().default(null),
  cancelWithFees: z.enum(['refused', 'accepted']).default('refused'),
  repeatedDischarge: z.enum(['refused', 'accepted']).default('refused'),
  feeAfterDischarge: z.enum(['refused', 'accepted']).default('refused'),

  repeatedLine: z.enum(['refused', 'skipped', 'doubled']).default('refused'),
  maxLinesPerUpload: z.int().min(1).default(100),
  lineAmountCheck: z.boolean().default(true),
  unknownItem: z.enum(['class-c', 'class-a', 'refused']).default('class-c'),

  dischargeFirst: z.boolean().default(true),
  secondSettlement: z.enum(['refused', 'accepted']).default('refused'),
  totalCheck: z.boolean().default(true),
  largeAmountAid: z.boolean().default(true),
  cancelAmounts: z.enum(['negative', 'positive']).default('negative'),

  repeatedList: z.enum(['replaced', 'refused']).default('refused'),
  cancelWithList: z.enum(['refused', 'accepted']).default('refused'),

  visitWhileInHospital: z.enum(['refused', 'accepted']).default('refused'),
  cancelVisitWithFees: z.enum(['refused', 'accepted']).default('refused'),

  reversible: z.array(z.string()).default(['2207', '2304', '2401']),
  unknownOriginal: z.enum(['refused', 'done']).default('refused'),
  reversalWindowMinutes: z.number().positive().nullable().default(null),

  lateVisibilityMs: z.int().min(0).default(1500),
  lookupWithoutSettlementNumber: z.enum(['refused', 'allowed']).default('refused'),
  feeLinesUnsettled: z.enum(['shown', 'empty', 'refused']).default('shown'),
  cancellationCount: z.enum(['both-rows', 'net']).default('both-rows'),
  statementResult: z.enum(['zero-one', 'who-has-more', 'six-digits']).default('zero-one'),
});

export type Behaviour = z.output<typeof behaviourSchema>;
export type BehaviourChange = z.input<typeof behaviourSchema>;

const changeSchema = behaviourSchema.partial();

/** The settings after a change; the names that are not given stay as they were. */
export function changeBehaviour(current: Behaviour, change: unknown): Behaviour {
  const given = change as Readonly<Record<string, unknown>>;
  const parsed = changeSchema.parse(given) as Readonly<Record<string, unknown>>;
  // A partial schema still fills its defaults in; only what was really given may move.
  const moved = Object.fromEntries(Object.entries(parsed).filter(([name]) => name in given));
  return { ...current, ...moved };
}
