/** What this centre knows of a place's rules: its own small table, deliberately not the desk's. */
export interface Policy {
  readonly deductibleFen: number;
  /** Share of the pooled fund, "0.8500". */
  readonly rate: string;
  /** Large-amount aid for employees; null where there is none. */
  readonly aid: { readonly aboveFen: number; readonly rate: string } | null;
}

export interface Insured {
  readonly admdvs: string;
  readonly insutype: string;
  readonly psnType: string;
  /** Full years on the day of admission. */
  readonly age: number;
  /** Stays of this year that were settled before. */
  readonly earlierStays: number;
}

const AID = { aboveFen: 1_100_000, rate: '0.7500' };

/** The rules for one stay in a third-level hospital. */
export function policyFor(insured: Insured): Policy {
  const resident = insured.insutype === '390';
  if (insured.admdvs.startsWith('3302')) return { deductibleFen: 120_000, rate: resident ? '0.7000' : '0.8500', aid: null };
  if (!insured.admdvs.startsWith('2102')) return { deductibleFen: 100_000, rate: resident ? '0.6000' : '0.8000', aid: null };
  if (resident) return { deductibleFen: 60_000, rate: '0.7000', aid: null };
  const retired = insured.psnType.startsWith('12');
  return { deductibleFen: employeeDeductible(insured), rate: retired ? '0.9250' : '0.8500', aid: AID };
}

function employeeDeductible({ age, earlierStays }: Insured): number {
  if (age >= 70) return 42_500;
  return earlierStays === 0 ? 85_000 : 68_000;
}

/** Full years between two `yyyy-MM-dd` days. */
export function ageOn(birthOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthOn.slice(0, 4));
  return day.slice(5, 10) < birthOn.slice(5, 10) ? years - 1 : years;
}
