import type { HospitalLevel, PersonClass, SettlementCase } from '../../../shared/model/settlement-case.ts';
import { Money } from '../../../shared/money/money.ts';
import { aClaim, day, fresh, NOTHING_USED } from '../../builders/a-claim.ts';

/** One case in plain words and fen, as every side but ours is given it. */
export interface PlainCase {
  readonly level: HospitalLevel;
  readonly person: PersonClass;
  readonly age: number;
  readonly stay: number;
  readonly total: number;
  readonly selfPaid: number;
  readonly firstShare: number;
  /** Paid by the fund, and burden left by it, earlier in the year. */
  readonly yearFund: number;
  readonly yearBurden: number;
}

/** What all sides must agree on, in fen. */
export interface PlainSplit {
  readonly deductible: number;
  readonly pooledFund: number;
  readonly coinsurance: number;
  readonly largeAmount: number;
  readonly inScopeOwnShare: number;
  readonly burden: number;
}
export const FIGURES = ['deductible', 'pooledFund', 'coinsurance', 'largeAmount', 'inScopeOwnShare', 'burden'] as const;

/** Numbers that look random and are the same each time (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Stays of employees at home: every level, age, number of the stay; some beyond the cap and into large-amount aid. */
export function plainCases(count: number, seed = 20230613): readonly PlainCase[] {
  const random = randomNumbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const fen = (most: number) => Math.floor(random() * most);
  return Array.from({ length: count }, () => {
    const person = pick(['in-service', 'retired'] as const);
    const total = fen(random() < 0.2 ? 50_000_000 : 5_000_000) + 100;
    return {
      level: pick(['tertiary', 'secondary', 'primary'] as const),
      person,
      age: person === 'retired' ? 55 + fen(40) : 20 + fen(40),
      stay: 1 + fen(4),
      total,
      selfPaid: fen(total / 5),
      firstShare: fen(total / 5),
      yearFund: random() < 0.3 ? fen(25_000_000) : 0,
      yearBurden: random() < 0.3 ? fen(12_000_000) : 0,
    };
  });
}

/** The same case as the rules of the program want it. */
export function claimOf(plain: PlainCase): SettlementCase {
  const { level, person, age, stay, total, selfPaid, firstShare, yearFund, yearBurden } = plain;
  return aClaim({
    patient: { birthOn: day(`${2023 - age}-01-01`) },
    coverage: { region: '210200', scheme: 'employee', person },
    provider: { region: '210200', name: '某医院', level },
    charges: {
      kind: 'sums',
      sums: {
        total: Money.fromFen(total),
        selfPaid: Money.fromFen(selfPaid),
        overCap: Money.ZERO,
        firstShare: Money.fromFen(firstShare),
      },
    },
    accumulators: {
      ...NOTHING_USED,
      stays: fresh(stay - 1),
      pooledFund: fresh(Money.fromFen(yearFund)),
      burden: fresh(Money.fromFen(yearBurden)),
    },
  });
}
