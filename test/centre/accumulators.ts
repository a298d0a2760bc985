import { readFen, sum } from './money.ts';
import type { Store } from './store/database.ts';
import type { Insurance, Person } from './store/persons.ts';
import { type Settlement, settlementsOfPerson } from './store/settlements.ts';
import { existedAt } from './store/stays.ts';
import { ofVisit } from './visit-split.ts';

export interface Year {
  /** Stays with a settlement of this year. */
  readonly stays: number;
  readonly deductible: number;
  readonly burden: number;
  readonly fund: number;
  /** Ordinary outpatient care is counted apart from stays. */
  readonly outpatientDeductible: number;
  readonly outpatientFund: number;
}

/**
 * A person's year as it stood at a moment: what was seeded and every settlement that was live then. Nothing is counted
 * up in place, so a cancelled settlement leaves no trace and a late query can look back.
 */
export async function yearOf(store: Store, person: Person, year: string, atMs: number, withoutStay = ''): Promise<Year> {
  const seed = person.years[year];
  const all = (await settlementsOfPerson(store, person.psnNo)).filter(
    (row) => row.setl_time.startsWith(year) && row.mdtrt_id !== withoutStay && existedAt(row, atMs),
  );
  const [live, visits] = [all.filter((row) => !ofVisit(row)), all.filter(ofVisit)];
  return {
    stays: (seed?.stays ?? 0) + new Set(live.map(({ mdtrt_id }) => mdtrt_id)).size,
    deductible: fen(seed?.deductible) + sum(live.map((row) => row.deductible_fen)),
    burden: fen(seed?.burden) + sum(live.map((row) => row.burden_fen)),
    fund: fen(seed?.fund) + sum(live.map((row) => row.fund_fen)),
    outpatientDeductible: fen(seed?.outpatientDeductible) + sum(visits.map((row) => row.deductible_fen)),
    outpatientFund: fen(seed?.outpatientFund) + sum(visits.map((row) => row.fund_fen)),
  };
}

/** Own account after everything that live settlements took from it. */
export async function accountBalance(store: Store, person: Person, insurance: Insurance): Promise<number> {
  const taken = (await liveOf(store, person, insurance.insutype)).map((row) => row.account_fen - row.doc.familyFen);
  return fen(insurance.balance) - sum(taken);
}

export async function familyBalance(store: Store, person: Person, insutype: string): Promise<number> {
  return fen(person.familyBalance) - sum((await liveOf(store, person, insutype)).map((row) => row.doc.familyFen));
}

async function liveOf(store: Store, person: Person, insutype: string): Promise<readonly Settlement[]> {
  return (await settlementsOfPerson(store, person.psnNo)).filter((row) => row.insutype === insutype && row.ended_ms === null);
}

function fen(text: string | undefined): number {
  return readFen(text ?? '0.00') ?? 0;
}
