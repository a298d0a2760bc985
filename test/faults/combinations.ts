import type { BehaviourChange as BankBehaviour } from '../bank/behaviour.ts';
import type { BehaviourChange as CentreBehaviour } from '../centre/behaviour.ts';

/** One place's habits: how its centre and its bank behave, and what the hospital there has set at its desk. */
export interface Combination {
  readonly centre: CentreBehaviour;
  readonly bank?: BankBehaviour;
  /** Changes of the desk's settings. */
  readonly settings?: { readonly centre?: Readonly<Record<string, unknown>>; readonly outbox?: Readonly<Record<string, unknown>> };
}

const VISIBLE_LATE_MS = 700;
const FOR_EVER = 100_000_000;

/** By name, so that a report says under which habits something failed. */
export const COMBINATIONS: Readonly<Record<string, Combination>> = {
  'the unkind platform': { centre: {} },
  'late visibility': {
    centre: { lateVisibilityMs: 2_200 },
    bank: { lateVisibilityMs: 2_200 },
    settings: { outbox: { absentAfterSeconds: 4 } },
  },
  'everything repeated is a new act': {
    centre: {
      repeatedMessage: 'new-act',
      secondSettlement: 'accepted',
      repeatedLine: 'doubled',
      repeatedDischarge: 'accepted',
      repeatedAdmission: 'new-stay',
    },
  },
  'a repeated message is refused': {
    centre: { repeatedMessage: 'refused', repeatedAdmission: 'refused-same-number', feeLinesUnsettled: 'refused' },
    bank: { lockQuestion: 'unknown' },
  },
  'a repeated message is answered from the record': { centre: { repeatedMessage: 'recorded-answer', repeatedLine: 'skipped' } },
  'sign-in required': { centre: { signInRequired: true, pathCheck: false } },
  'reversal of nothing is done': { centre: { unknownOriginal: 'done', secondSettlement: 'accepted', totalCheck: false } },
  'settlement found without its number': { centre: { lookupWithoutSettlementNumber: 'allowed' } },
  'in hospital only once': {
    centre: { repeatedAdmission: 'refused-in-hospital', repeatedDischarge: 'accepted', feeLinesUnsettled: 'empty' },
    bank: { secondLockForStay: 'refused', secondDrawForSettlement: 'refused' },
  },
  'everything as text, few lines at once': {
    centre: { inputForm: 'string', outputForm: 'string', infcodeForm: 'text', moneyForm: 'text', maxLinesPerUpload: 2 },
    settings: { centre: { inputAsText: true, linesPerUpload: 2 } },
  },
  'settlement before discharge': { centre: { dischargeFirst: false }, settings: { centre: { dischargeBeforeSettlement: false } } },
  'any clock is accepted': { centre: { clockWindowSeconds: FOR_EVER }, bank: { clockWindowSeconds: FOR_EVER, repeatedKey: 'refused' } },
  'any clock, and everything repeated is a new act': {
    centre: { clockWindowSeconds: FOR_EVER, secondSettlement: 'accepted', repeatedLine: 'doubled', repeatedDischarge: 'accepted' },
    bank: { clockWindowSeconds: FOR_EVER },
  },
};

/** Names that some combination sets, at their own defaults. */
const DEFAULTS: { readonly centre: CentreBehaviour; readonly bank: BankBehaviour } = {
  centre: {
    clockWindowSeconds: 300,
    inputForm: 'either',
    outputForm: 'object',
    infcodeForm: 'number',
    moneyForm: 'mixed',
    maxLinesPerUpload: 100,
    repeatedMessage: 'new-act',
    repeatedAdmission: 'new-stay',
    repeatedDischarge: 'refused',
    repeatedLine: 'refused',
    signInRequired: false,
    pathCheck: false,
    dischargeFirst: true,
    secondSettlement: 'refused',
    unknownOriginal: 'refused',
    lookupWithoutSettlementNumber: 'refused',
    feeLinesUnsettled: 'shown',
    totalCheck: true,
  },
  bank: {
    clockWindowSeconds: 300,
    repeatedKey: 'recorded-answer',
    secondLockForStay: 'accepted',
    secondDrawForSettlement: 'accepted',
    lockQuestion: 'answered',
  },
};

/** Both behaviours with every name that another combination may have set put back to this one's. */
export function behavioursOf({ centre, bank = {} }: Combination): { readonly centre: CentreBehaviour; readonly bank: BankBehaviour } {
  return {
    centre: { ...DEFAULTS.centre, lateVisibilityMs: VISIBLE_LATE_MS, ...centre },
    bank: { ...DEFAULTS.bank, lateVisibilityMs: VISIBLE_LATE_MS, ...bank },
  };
}
