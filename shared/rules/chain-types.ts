import type { PackStamp } from '../model/policy-reference.ts';
import type { Layer, Payer } from '../model/settlement.ts';
import type { EntryLayer } from '../model/settlement-case.ts';
import type { Money } from '../money/money.ts';
import type { Priced } from './classify-lines.ts';
import type { Numbers, Used } from './numbers.ts';
import type { Year } from './year.ts';

/** One column: charges, numbers and running values without any doubt left. */
export interface ChainInput {
  readonly priced: Priced;
  /** The charges are the in-scope burden that the layers before this one left; null: they are charges. */
  readonly before: EntryLayer | null;
  readonly numbers: Numbers;
  readonly year: Year;
  readonly account: Money | null;
  readonly familyAccount: Money | null;
  readonly credit: Money | null;
  readonly insured: PackStamp;
  readonly care: PackStamp | null;
}

/** Writes down one step; a step of nothing is left out. */
export type Write = (
  layer: Layer,
  payer: Payer,
  amount: Money,
  basis: Money,
  formula: () => string,
  used?: Pick<Used<unknown>, 'reference' | 'gap'> & { readonly duty?: string | undefined },
) => void;

/** What basic insurance makes of the in-scope amount. */
export interface Basic {
  readonly deductible: Money;
  readonly pooledFund: Money;
  /** What the patient pays of the rest, without what his account paid first. */
  readonly coinsurance: Money;
  /** In-scope cost that the fund did not pay for because of the annual cap. */
  readonly overCap: Money;
}
