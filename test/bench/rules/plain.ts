import type { ChargeLine, Charges, HospitalLevel, SettlementCase } from '../../../shared/model/settlement-case.ts';
import type { SplitFigure } from '../../../shared/model/settlement.ts';

// The limit: the same policy written down by hand for this one place and day. It is given the same case and fills the same split, but in
// plain integers, without a pack, without checks, doubts or reasons.

const DEDUCTIBLE: Partial<Record<HospitalLevel, readonly [number, number, number]>> = {
  tertiary: [85_000, 68_000, 42_500],
  secondary: [50_000, 40_000, 25_000],
  primary: [30_000, 24_000, 15_000],
};
const PERMILLE: Partial<Record<HospitalLevel, readonly [number, number]>> = {
  tertiary: [850, 925],
  secondary: [880, 940],
  primary: [900, 950],
};
const CAP = 25_000_000;
const THRESHOLD = 1_100_000;

const share = (fen: number, permille: number) => Math.floor((fen * permille + 500) / 1000);
const slice = (from: number, to: number, low: number, high: number) => Math.max(0, Math.min(to, high) - Math.max(from, low));

/** The split of one case, in fen. */
export function plainSplit({ patient, coverage, provider, care, charges, accumulators }: SettlementCase): Record<SplitFigure, number> {
  const { total, selfPaid, overCap, firstShare } = sumsOf(charges);
  const { birthOn } = patient;
  const years = Number(care.on.slice(0, 4)) - Number(birthOn.slice(0, 4));
  const age = care.on.slice(5) < birthOn.slice(5) ? years - 1 : years;
  const row = DEDUCTIBLE[provider.level] as readonly [number, number, number];
  const yearBurden = accumulators.burden?.value.toFen() ?? 0;

  const inScope = total - selfPaid - overCap - firstShare;
  const deductible = Math.min(row[age >= 70 ? 2 : (accumulators.stays?.value ?? 0) === 0 ? 0 : 1], inScope);
  const base = inScope - deductible;
  const uncapped = share(base, PERMILLE[provider.level]?.[coverage.person === 'retired' ? 1 : 0] ?? 0);
  const pooledFund = Math.min(uncapped, Math.max(0, CAP - (accumulators.pooledFund?.value.toFen() ?? 0)));
  const coinsurance = base - pooledFund;
  const own = deductible + coinsurance;
  const from = Math.max(0, yearBurden - THRESHOLD);
  const to = Math.max(0, yearBurden + own - THRESHOLD);
  const first = share(slice(from, to, 0, 5_000_000), 750);
  const second = share(slice(from, to, 5_000_000, 10_000_000), 800);
  const third = share(slice(from, to, 10_000_000, Number.MAX_SAFE_INTEGER), 850);
  const largeAmount = Math.min(own, first + second + third);
  const inScopeOwnShare = firstShare + own - largeAmount;
  const burden = inScopeOwnShare + selfPaid + overCap;
  return {
    total,
    selfPaid,
    overCap,
    firstShare,
    awayShare: 0,
    otherPayer: 0,
    inScope,
    deductible,
    pooledFund,
    coinsurance,
    largeAmount,
    seriousIllness: 0,
    assistance: 0,
    secondAssistance: 0,
    otherFunds: 0,
    commercial: 0,
    commercialSelfPaid: 0,
    inScopeOwnShare,
    burden,
    account: 0,
    familyAccount: 0,
    credit: 0,
    cash: burden,
  };
}

interface Sums {
  readonly total: number;
  readonly selfPaid: number;
  readonly overCap: number;
  readonly firstShare: number;
}

function sumsOf(charges: Charges): Sums {
  if (charges.kind === 'lines') return sumsOfLines(charges.lines);
  if (charges.kind !== 'sums') throw new TypeError('this policy begins with the charges');
  const { total, selfPaid, overCap, firstShare } = charges.sums;
  return { total: total.toFen(), selfPaid: selfPaid.toFen(), overCap: overCap.toFen(), firstShare: firstShare.toFen() };
}

function sumsOfLines(lines: readonly ChargeLine[]): Sums {
  let total = 0;
  let selfPaid = 0;
  let overCap = 0;
  let firstShare = 0;
  for (const { amount, grade, quantity } of lines) {
    const fen = amount.toFen();
    total += fen;
    if (grade === null || grade.class === 'C') {
      selfPaid += fen;
      continue;
    }
    let over = 0;
    if (grade.priceCap !== null) over = Math.max(0, fen - capFen(grade.priceCap, quantity));
    overCap += over;
    if (grade.class === 'B')
      firstShare += Math.floor(((fen - over) * grade.firstShare.digits + grade.firstShare.scale / 2) / grade.firstShare.scale);
  }
  return { total, selfPaid, overCap, firstShare };
}

/** Cap (six decimals) × quantity (four) in fen; both small enough here for integers. */
function capFen(cap: string, quantity: string): number {
  const millionths = Number(cap.replace('.', ''));
  const tenThousandths = Number(quantity.replace('.', ''));
  return Math.floor((millionths * tenThousandths + 50_000_000) / 100_000_000);
}
