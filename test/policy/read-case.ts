import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SplitFigure } from '../../shared/model/settlement.ts';
import type { SettlementCase } from '../../shared/model/settlement-case.ts';
import { fresh, stale, yuan } from '../builders/a-claim.ts';

const FOLDER = join(import.meta.dirname, 'cases');

/** A worked case as written: amounts as text, running values as bare values, all fresh but `stays` when `staysAsOf` says how old it is. */
export interface WorkedCase {
  readonly id: string;
  readonly title: string;
  readonly claim: SettlementCase;
  readonly expected: {
    readonly split: Partial<Record<SplitFigure, string>>;
    readonly exact: boolean;
    readonly accountAfter?: string;
    readonly range?: Partial<Record<SplitFigure, readonly [string, string]>>;
    readonly columns?: readonly { readonly stayNo: number; readonly deductible: string }[];
    readonly causes?: readonly string[];
    readonly steps?: readonly { readonly layer: string; readonly payer: string; readonly amount: string }[];
    readonly lock?: { readonly available: string; readonly lock: string; readonly deposit: string; readonly otherDeposit: string };
  };
}

export function workedCases(): readonly WorkedCase[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => readCase(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))));
}

function readCase({ id, title, case: written, expected }: any): WorkedCase {
  const { staysAsOf, stays, ...amounts } = written.accumulators;
  const { kind, ...numbers } = written.charges;
  const read = Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, yuan(text as string)]));
  const claim = {
    patient: { birthOn: written.birthOn },
    coverage: written.coverage,
    filing: written.filing,
    provider: written.provider,
    care: written.care,
    charges: kind === 'sums' ? { kind, sums: read } : { kind, amount: read['amount'] },
    accumulators: {
      stays: staysAsOf === undefined ? fresh(stays) : stale(stays, staysAsOf),
      ...Object.fromEntries(Object.entries(amounts).map(([name, text]) => [name, fresh(yuan(text as string))])),
    },
    account: written.account === null ? null : yuan(written.account),
    credit: written.credit === null ? null : yuan(written.credit),
  } as SettlementCase;
  return { id, title, claim, expected };
}
