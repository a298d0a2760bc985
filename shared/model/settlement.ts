import { invariant } from '../errors/invariant.ts';
import type { MessageId } from '../identity/ids.ts';
import { Money } from '../money/money.ts';
import type { Instant } from '../time/calendar-date.ts';
import type { LegalReference, PackStamp } from './policy-reference.ts';

/** Figures of a split in the order of the chain. Stable words: columns, screen rows and tests use them. */
export const SPLIT_FIGURES = [
  'total',
  'selfPaid',
  'overCap',
  'firstShare',
  'awayShare',
  'otherPayer',
  'inScope',
  'deductible',
  'pooledFund',
  'coinsurance',
  'largeAmount',
  'seriousIllness',
  'assistance',
  'secondAssistance',
  'otherFunds',
  'commercial',
  'commercialSelfPaid',
  'inScopeOwnShare',
  'burden',
  'account',
  'familyAccount',
  'credit',
  'cash',
] as const;
export type SplitFigure = (typeof SPLIT_FIGURES)[number];

/**
 * Who pays what, yuan as Money, none negative.
 *
 * total = selfPaid 自费 + overCap 超限价 + firstShare 乙类先行自付 + awayShare 异地先行自付 + otherPayer 他方负担 + inScope 政策范围内
 * inScope = deductible 起付线 + pooledFund 统筹基金 + coinsurance 按比例自付 (with what lies over a cap)
 * inScopeOwnShare 自付 = firstShare + awayShare + deductible + coinsurance − largeAmount 大额 − seriousIllness 大病 − assistance 救助
 *   − secondAssistance 再救助 − otherFunds − commercial 商业补充(范围内)
 * burden 个人负担 = inScopeOwnShare + selfPaid + overCap − commercialSelfPaid 商业补充(自费部分)
 *   = account 个人账户 + familyAccount 家庭共济 + credit 信用垫付 + cash 现金
 */
export type Split = Readonly<Record<SplitFigure, Money>>;

/** The figures from which all others follow. */
export type SplitParts = Pick<Split, 'total' | 'selfPaid' | 'overCap' | 'firstShare' | 'deductible' | 'pooledFund'> &
  Partial<
    Pick<
      Split,
      | 'awayShare'
      | 'otherPayer'
      | 'largeAmount'
      | 'seriousIllness'
      | 'assistance'
      | 'secondAssistance'
      | 'otherFunds'
      | 'commercial'
      | 'commercialSelfPaid'
      | 'account'
      | 'familyAccount'
      | 'credit'
    >
  >;

/**
 * A whole split from its parts; what is not given is zero. For the centre's answer and for tests.
 * A part that leaves another figure negative is a bug here and throws; check the centre's figures with `splitProblem` first.
 */
export function splitOf(parts: SplitParts): Split {
  const split = derive(parts);
  for (const figure in split) if (split[figure as SplitFigure].isNegative()) invariant(false, NEGATIVE);
  return split;
}
const NEGATIVE = 'nobody pays a negative amount';

/** Why these parts make no split: the first figure that comes out negative, or undefined when all is well. */
export function splitProblem(parts: SplitParts): SplitFigure | undefined {
  const split = derive(parts);
  return SPLIT_FIGURES.find((figure) => split[figure].isNegative());
}

function derive(parts: SplitParts): Split {
  const { total, selfPaid, overCap, firstShare, deductible, pooledFund } = parts;
  const { awayShare = Money.ZERO, otherPayer = Money.ZERO } = parts;
  const { largeAmount = Money.ZERO, seriousIllness = Money.ZERO, assistance = Money.ZERO, secondAssistance = Money.ZERO } = parts;
  const { otherFunds = Money.ZERO, commercial = Money.ZERO, commercialSelfPaid = Money.ZERO } = parts;
  const { account = Money.ZERO, familyAccount = Money.ZERO, credit = Money.ZERO } = parts;
  const fen = (amount: Money) => amount.toFen();
  const outside = fen(selfPaid) + fen(overCap);
  const inScopeFen = fen(total) - outside - fen(firstShare) - fen(awayShare) - fen(otherPayer);
  const coinsuranceFen = inScopeFen - fen(deductible) - fen(pooledFund);
  const funds = fen(largeAmount) + fen(seriousIllness) + fen(assistance) + fen(secondAssistance) + fen(otherFunds) + fen(commercial);
  const ownFen = fen(firstShare) + fen(awayShare) + fen(deductible) + coinsuranceFen - funds;
  const burdenFen = ownFen + outside - fen(commercialSelfPaid);
  const inScope = Money.fromFen(inScopeFen);
  const coinsurance = Money.fromFen(coinsuranceFen);
  const inScopeOwnShare = Money.fromFen(ownFen);
  const burden = Money.fromFen(burdenFen);
  const cash = Money.fromFen(burdenFen - fen(account) - fen(familyAccount) - fen(credit));
  return {
    total,
    selfPaid,
    overCap,
    firstShare,
    awayShare,
    otherPayer,
    inScope,
    deductible,
    pooledFund,
    coinsurance,
    largeAmount,
    seriousIllness,
    assistance,
    secondAssistance,
    otherFunds,
    commercial,
    commercialSelfPaid,
    inScopeOwnShare,
    burden,
    account,
    familyAccount,
    credit,
    cash,
  };
}

/** Proves the four sums of `Split` and that no figure is negative. A broken sum is a bug and throws. */
export function checkSplit(split: Split): void {
  const expected = derive(split);
  for (const figure of SPLIT_FIGURES) {
    invariant(split[figure].equals(expected[figure]), `${figure} follows from the other figures of a split`);
    invariant(!split[figure].isNegative(), `nobody pays a negative ${figure}`);
  }
}

/** The chain's layers in order. The word of each step's `layer`, of marks and of pack files. */
export const LAYERS = [
  'other-payer',
  'self-paid',
  'over-cap',
  'first-share',
  'away-first-share',
  'deductible',
  'pooled-fund',
  'monthly-cap',
  'annual-cap',
  'coinsurance',
  'large-amount',
  'serious-illness',
  'assistance',
  'second-assistance',
  'commercial',
  'account',
  'family-account',
  'credit',
] as const;
export type Layer = (typeof LAYERS)[number];

/** Who ends up paying an amount. `patient`: what he pays himself, in cash or from his deposit. `other-payer`: who owes the cost by law. */
export const PAYERS = [
  'patient',
  'other-payer',
  'pooled-fund',
  'large-amount',
  'serious-illness',
  'assistance',
  'second-assistance',
  'commercial',
  'account',
  'family-account',
  'credit',
] as const;
export type Payer = (typeof PAYERS)[number];

/**
 * One reason of an estimate. All amounts of all steps sum to the total, those of one payer to his figure.
 * Where a later layer relieves the patient, a second step of that layer takes the amount from him (negative).
 *
 * `basis`: the amount the formula starts from. `formula`: with its numbers, "13,650.00 × 85 % = 11,602.50".
 * `reference`: null where the step follows from others. `pack`: whose rule it is, null for plain arithmetic. `duty`: of a commercial product.
 */
export interface Step {
  readonly layer: Layer;
  readonly payer: Payer;
  readonly amount: Money;
  readonly basis: Money;
  readonly formula: string;
  readonly reference: LegalReference | null;
  readonly pack: PackStamp | null;
  readonly duty?: string;
}

/**
 * What an estimate had to leave open (以中心为准); without marks it is exact.
 *
 * gap: the law has a number that the pack does not. missing: a year-to-date value nobody gave, counted as zero.
 * stale: one that was old, counted as last known. unclassified: lines without a class, counted as self-paid.
 */
export type Mark =
  | { readonly kind: 'gap'; readonly layer: Layer; readonly parameter: string }
  | { readonly kind: 'missing'; readonly layer: Layer; readonly accumulator: string }
  | { readonly kind: 'stale'; readonly layer: Layer; readonly accumulator: string; readonly asOf: Instant }
  | { readonly kind: 'unclassified'; readonly layer: 'self-paid'; readonly lines: readonly string[]; readonly amount: Money };

/** Ours: a reasoned guess with its reasons. Has no message of the centre; never drawn on, never printed as a settlement. */
export interface Estimate {
  readonly standing: 'estimate';
  readonly split: Split;
  readonly steps: readonly Step[];
  readonly marks: readonly Mark[];
  /** Rules of the insured place, and of the place of care where lines were classified by its catalogue. */
  readonly packs: { readonly insured: PackStamp; readonly care: PackStamp | null };
}

/** The centre's: the settlement. Only the message that brought it makes it final. */
export interface FinalSettlement {
  readonly standing: 'final';
  readonly split: Split;
  readonly sourceMessageId: MessageId;
}

/** What a column of a range supposes. `stayNo`: 1 for the first stay of the year. */
export type Assumption =
  | { readonly kind: 'stay-count'; readonly stayNo: number }
  | { readonly kind: 'amount'; readonly accumulator: string; readonly value: Money }
  | { readonly kind: 'gap'; readonly parameter: string; readonly reading: 'pays-most' | 'pays-least' }
  | { readonly kind: 'unclassified'; readonly reading: 'in-scope' | 'self-paid' };

/** Why an answer is a range. `asOf`: of the stale value; null when there was none. */
export type RangeCause =
  | { readonly kind: 'stay-count'; readonly asOf: Instant | null }
  | { readonly kind: 'amount'; readonly accumulator: string; readonly asOf: Instant | null }
  | { readonly kind: 'gap'; readonly layer: Layer; readonly parameter: string }
  | { readonly kind: 'unclassified'; readonly lines: number };

/**
 * An estimate under doubt. One column per answer that really differs, the one nearest to what is known first.
 * `least` and `most` hold each figure's own extremes: they need not come from one column. Exact when there is one column.
 */
export interface EstimateRange {
  readonly standing: 'estimate';
  readonly exact: boolean;
  readonly least: Split;
  readonly most: Split;
  readonly columns: readonly { readonly assumptions: readonly Assumption[]; readonly estimate: Estimate }[];
  readonly causes: readonly RangeCause[];
  readonly marks: readonly Mark[];
}
