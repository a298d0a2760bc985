import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { Exit } from '../../../shared/model/stay.ts';
import { formatMoney, formatRange } from '../../ui/format.ts';

/** The amounts that the sentences of a way name. */
export function exitFacts(view: SettlementView, exit: Exit) {
  const choice = view.exits.find((each) => each.exit === exit);
  return {
    lock: formatMoney(view.strip.creditLocked),
    range: view.expectedOwnShare === null ? '—' : formatRange(view.expectedOwnShare),
    held: formatMoney(view.strip.depositBalance),
    total: formatMoney(view.strip.chargesTotal),
    asks: choice === undefined ? '—' : formatMoney(choice.asks),
    covers: choice?.covers == null ? '—' : formatMoney(choice.covers),
  };
}
