import type { PaperContent } from '../../../../shared/contract/paper-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ChargeItem } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import { dayOf } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { classesOf } from '../../db/repositories/charge-list-repository.ts';
import { chargesOf } from '../../db/repositories/charge-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { notAllowed } from './not-allowed.ts';

type ChargeList = Extract<PaperContent, { readonly kind: 'charge-list' }>;
type Line = Extract<PaperContent, { readonly kind: 'manual-claim' }>['lines'][number];

export const paperLine = ({ occurredAt, itemCode, name, quantity, unitPrice, amount }: ChargeItem): Line => ({
  on: dayOf(occurredAt),
  code: itemCode,
  name,
  quantity,
  unitPrice,
  amount,
});

/** 费用清单: every line, and what it comes to by day and by class. Charges are facts: it may be printed at any time. Errors: rule/paper.not-allowed. */
export function chargeList(db: ReadableDb, encounterId: EncounterId): Pick<ChargeList, 'total' | 'days' | 'classes' | 'lines'> {
  const encounter = findEncounter(db, encounterId);
  const items = encounter === undefined ? [] : chargesOf(db, encounter.orderNumber);
  if (encounter === undefined || items.length === 0) throw notAllowed('there are no charges');
  const classes = classesOf(db, encounter.orderNumber);
  const lines = items.map((item) => ({ ...paperLine(item), itemClass: classes.get(item.lineNumber) ?? '' }));
  return {
    total: sumOf(lines),
    days: [...Map.groupBy(lines, ({ on }) => on)].map(([on, mine]) => ({ on, count: mine.length, amount: sumOf(mine) })),
    classes: [...Map.groupBy(lines, ({ itemClass }) => itemClass)]
      .map(([itemClass, mine]) => ({ itemClass, amount: sumOf(mine) }))
      .sort(byClass),
    lines,
  };
}

const sumOf = (lines: readonly { readonly amount: Money }[]): Money => Money.sum(lines.map(({ amount }) => amount));

const byClass = (a: { readonly itemClass: string }, b: { readonly itemClass: string }): number => a.itemClass.localeCompare(b.itemClass);
