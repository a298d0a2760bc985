import type { SplitParts } from '../model/settlement.ts';
import type { SettlementCase } from '../model/settlement-case.ts';
import type { CreditApplication } from '../rules/door-types.ts';
import type { FiledStay } from '../rules/filing-kind.ts';
import type { AccountUse, DirectApplication } from '../rules/gate-types.ts';

/** What is wrong with a case. `path`: the field ("lines.0.amount"), "" for the whole. `reason`: one sentence. */
export interface CaseProblem {
  readonly path: string;
  readonly reason: string;
}

/**
 * A case as the rules want it. `direct`: what the gates of direct settlement ask; a fact nobody gives is none that could refuse.
 * `credit`: when the case asks for admission on credit with all its facts. `familyAccount`: when a relative's account is to pay and its
 * gates must be asked; `due` is not known before the case is computed.
 */
export interface ReadCase {
  readonly claim: SettlementCase;
  /** What decides how care elsewhere counts; null: the case says it itself, by a word. */
  readonly filed: FiledStay | null;
  readonly direct: DirectApplication;
  readonly credit: CreditApplication | null;
  readonly familyAccount: Omit<AccountUse, 'due'> | null;
  /** The centre's split, to be compared with ours. */
  readonly final: SplitParts | null;
}
export type CaseReading =
  | { readonly ok: true; readonly value: ReadCase }
  | { readonly ok: false; readonly problems: readonly CaseProblem[] };
