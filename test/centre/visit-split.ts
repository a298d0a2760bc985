import { shareOf } from './money.ts';
import type { Insured } from './policy.ts';
import type { Split } from './split.ts';
import type { LineSums } from './store/lines.ts';
import type { Settlement } from './store/settlements.ts';

/** `clr_type` of an outpatient settlement. */
export const VISIT_CLEARING = '11';

export const ofVisit = ({ clr_type }: Pick<Settlement, 'clr_type'>): boolean => clr_type === VISIT_CLEARING;

/** What this centre knows of a place's ordinary outpatient care in a third-level hospital: its own small table. */
interface VisitPolicy {
  readonly deductibleFen: number;
  readonly rate: string;
  readonly capFen: number;
}

export function visitPolicyFor({ admdvs, insutype, psnType }: Pick<Insured, 'admdvs' | 'insutype' | 'psnType'>): VisitPolicy {
  const retired = psnType.startsWith('12');
  if (admdvs.startsWith('2103')) return { deductibleFen: 70_000, rate: retired ? '0.5500' : '0.5000', capFen: 300_000 };
  if (insutype === '390') return { deductibleFen: 70_000, rate: '0.5000', capFen: 50_000 };
  if (admdvs.startsWith('2102')) return { deductibleFen: 70_000, rate: retired ? '0.5500' : '0.5000', capFen: 1_200_000 };
  return { deductibleFen: 60_000, rate: retired ? '0.6000' : '0.5500', capFen: 500_000 };
}

/** The deductible is borne once in a year; the fund pays up to a cap of the year. */
export function splitVisit(sums: LineSums, policy: VisitPolicy, before: { readonly deductible: number; readonly fund: number }): Split {
  const inScope = Math.max(sums.inScope, 0);
  const deductible = Math.min(inScope, Math.max(policy.deductibleFen - before.deductible, 0));
  const pooledFund = Math.min(shareOf(inScope - deductible, policy.rate), Math.max(policy.capFen - before.fund, 0));
  return { ...sums, deductible, rate: policy.rate, pooledFund, largeAid: 0, fundSum: pooledFund, part: sums.total - pooledFund };
}
