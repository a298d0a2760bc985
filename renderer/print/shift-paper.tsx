import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { SETTLEMENT_COLUMN_NAMES } from '../../shared/model/ledger.ts';
import type { Money } from '../../shared/money/money.ts';
import { formatMoney, formatRange, fullTime } from '../ui/format.ts';
import { PaperFoot, PaperHead } from './paper-parts.tsx';

type ShiftSheet = Extract<PaperContent, { kind: 'shift-sheet' }>;

/** 封班表: the sealed page as it was closed. */
export function ShiftPaper({ content }: { readonly content: ShiftSheet }) {
  const { t } = useTranslation(['paper', 'books', 'shift', 'words']);
  const { shift, sheet, count, reason, receiver, handedOver, sealedAt, undone } = content.seal;
  const facts = [
    ['id', shift.shiftId],
    ['clerk', shift.clerkName],
    ['opened', fullTime(shift.openedAt)],
    ['closed', fullTime(sealedAt)],
    ['day', shift.businessOn],
    ['receiver', receiver],
  ] as const;
  const cash: readonly (readonly [string, Money])[] = [
    [t('shift:till.float'), sheet.till.float],
    [t('shift:till.cashIn'), sheet.till.cashIn],
    [t('shift:till.cashOut'), sheet.till.cashOut.negated()],
    [t('shift:till.expected'), sheet.till.expected],
    [t('shift:count.counted'), count.counted],
    [
      t(count.difference.isZero() ? 'shift:count.even' : count.difference.isNegative() ? 'shift:count.short' : 'shift:count.long'),
      count.difference,
    ],
    [t('shift:till.due'), sheet.till.due],
    [t('shift:till.handedOver'), handedOver],
  ];
  const { deposits, settlements } = sheet;
  const parts = (['opening', 'received', 'refunded', 'applied', 'elsewhere', 'closing'] as const).map(
    (part) => [t(`books:deposits.${part}`), deposits[part]] as const,
  );
  const columns = SETTLEMENT_COLUMN_NAMES.flatMap((column) => {
    const amount = settlements.columns[column];
    return amount === undefined || amount.isZero() ? [] : [[t(`books:column.${column}`), amount] as const];
  });
  return (
    <article className="paper dense" data-paper="shift-sheet">
      <PaperHead content={content} title={t('paper:shift.title')} />
      <dl className="person">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`paper:shift.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="halves">
        <Sums title={t('paper:shift.cash')} rows={cash} />
        <Sums title={t('paper:shift.deposits')} rows={parts} />
        <Sums title={t('paper:shift.settlements')} rows={[...columns, [t('books:column.total'), settlements.total]]} />
        <Sums
          title={t('paper:shift.means')}
          rows={sheet.means.map(({ means, inAmount, outAmount }) => [t(`words:means.${means}`), inAmount.minus(outAmount)] as const)}
        />
      </div>
      {reason !== '' && (
        <p>
          {t('paper:shift.reason')}：{reason}
        </p>
      )}
      <p>
        {t('paper:shift.pending')}：
        {sheet.pending.length === 0
          ? t('paper:shift.none')
          : sheet.pending
              .map(({ matter, stayNumber, amount, estimate, count: n }) =>
                [
                  t(`shift:pending.${matter}`),
                  stayNumber ?? n,
                  estimate !== null
                    ? t('paper:shift.estimate', { range: formatRange(estimate) })
                    : amount === null
                      ? ''
                      : formatMoney(amount),
                ].join(' '),
              )
              .join('；')}
      </p>
      {undone.length > 0 && <p>{t('paper:shift.undone', { count: undone.length })}</p>}
      <p className="hash">
        {t('paper:shift.hash')} {content.hash}
      </p>
      <p className="sign">
        <span>{t('paper:shift.signs')}</span>
      </p>
      <PaperFoot content={content} />
    </article>
  );
}

function Sums({ title, rows }: { readonly title: string; readonly rows: readonly (readonly [string, Money])[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th colSpan={2}>{title}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, amount]) => (
          <tr key={label}>
            <th>{label}</th>
            <td>{formatMoney(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
