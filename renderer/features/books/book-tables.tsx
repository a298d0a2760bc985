import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { booksContract, type DayBook } from '../../../shared/contract/books-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { SETTLEMENT_COLUMN_NAMES } from '../../../shared/model/ledger.ts';
import type { Money } from '../../../shared/money/money.ts';
import { call } from '../../ipc/client.ts';
import { go } from '../../routes.ts';
import { formatMoney } from '../../ui/format.ts';

interface BookProps {
  readonly book: DayBook;
}

/** A zero is a dash: what moved is what is seen. */
const shown = (amount: Money | undefined): string => (amount === undefined || amount.isZero() ? '—' : formatMoney(amount));

/** One row per shift, one for what the program settled by itself, and the day. Columns that nobody used stay away. */
export function SettlementTable({ book, of = 'settlements' }: BookProps & { readonly of?: 'settlements' | 'outpatients' }) {
  const { t } = useTranslation('books');
  const rows = of === 'settlements' ? book.settlementRows : book.outpatientRows;
  const used = SETTLEMENT_COLUMN_NAMES.filter((column) => rows.some(({ sheet }) => sheet.columns[column]?.isZero() === false));
  const row = (name: string, clerk: string, sheet: DayBook['settlements'], total = false) => (
    <tr key={name} className={total ? 'total' : ''} data-row={total ? 'day' : name}>
      <th scope="row">
        {name} <span className="mut small">{clerk}</span>
      </th>
      <td className="num">{sheet.settlements}</td>
      <td className="num">{sheet.recalls}</td>
      <td className="num strong" data-column="total">
        {formatMoney(sheet.total)}
      </td>
      {used.map((column) => (
        <td key={column} className="num" data-column={column}>
          {shown(sheet.columns[column])}
        </td>
      ))}
    </tr>
  );
  return (
    <table aria-label={t(`tab.${of}`)} className="books-table">
      <thead>
        <tr>
          <th>{t('shift')}</th>
          <th className="num">{t('settlementCount')}</th>
          <th className="num">{t('recallCount')}</th>
          <th className="num">{t('column.total')}</th>
          {used.map((column) => (
            <th key={column} className="num">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ shiftId, clerkName, sheet }) => row(shiftId ?? t('automatic'), clerkName, sheet))}
        {row(t('sum'), '', book[of], true)}
      </tbody>
    </table>
  );
}

const PARTS = ['opening', 'received', 'refunded', 'applied', 'closing'] as const;

export function DepositTable({ book }: BookProps) {
  const { t } = useTranslation('books');
  return (
    <table aria-label={t('tab.deposits')} className="books-table">
      <thead>
        <tr>
          <th>{t('patientName')}</th>
          <th>{t('receiptNumbers')}</th>
          {PARTS.map((part) => (
            <th key={part} className="num">
              {t(`deposits.${part}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {book.depositRows.map((row) => (
          <tr key={row.encounterId}>
            <WhoCell {...row} />
            <td>{row.receipts}</td>
            {PARTS.map((part) => (
              <td key={part} className="num">
                {shown(row[part])}
              </td>
            ))}
          </tr>
        ))}
        <tr className="total" data-row="day">
          <th scope="row">{t('sum')}</th>
          <td>
            {book.deposits.receipts.count === 0 ? '' : `${book.deposits.receipts.first ?? ''}–${book.deposits.receipts.last ?? ''}`}
            {book.voidReceipts.length > 0 && (
              <em className="small ink-offline"> {t('voidReceipts', { numbers: book.voidReceipts.join(' ') })}</em>
            )}
          </td>
          {PARTS.map((part) => (
            <td key={part} className="num" data-column={part}>
              {formatMoney(book.deposits[part])}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

export function CareLines({ book }: BookProps) {
  const { t } = useTranslation('books');
  return (
    <dl className="ledger-lines" aria-label={t('tab.care')}>
      {(['opening', 'charged', 'settled', 'closing'] as const).map((part) => (
        <div key={part} className={part === 'closing' ? 'total' : ''} data-part={part}>
          <dt>{t(`care.${part}`)}</dt>
          <dd>{formatMoney(part === 'settled' ? book.care.settled.negated() : book.care[part])}</dd>
        </div>
      ))}
    </dl>
  );
}

export function ArrearsTable({ book }: BookProps) {
  const { t } = useTranslation('books');
  if (book.arrears.length === 0) return <p className="body mut">{t('none')}</p>;
  return (
    <table aria-label={t('tab.arrears')} className="books-table">
      <tbody>
        {book.arrears.map((row) => (
          <tr key={row.encounterId}>
            <WhoCell {...row} />
            <td className="num">{formatMoney(row.amount)}</td>
          </tr>
        ))}
        <tr className="total">
          <th scope="row">{t('sum')}</th>
          <td className="num">{formatMoney(book.arrearsTotal)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** 催款: by ward and bed, for the wards to tell the families. */
export function RemindersTable() {
  const { t } = useTranslation('books');
  const { data } = useQuery({ queryKey: ['books', 'reminders'], queryFn: () => call(booksContract.reminders, {}) });
  if (data?.reminders.length === 0) return <p className="body mut">{t('none')}</p>;
  return (
    <table aria-label={t('tab.reminders')} className="books-table">
      <thead>
        <tr>
          <th>{t('ward')}</th>
          <th>{t('bed')}</th>
          <th>{t('patientName')}</th>
          {(['held', 'locked', 'expected', 'short'] as const).map((name) => (
            <th key={name} className="num">
              {t(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(data?.reminders ?? []).map((row) => (
          <tr key={row.encounterId}>
            <td>{row.ward}</td>
            <td>{row.bed}</td>
            <WhoCell {...row} />
            <td className="num">{formatMoney(row.held)}</td>
            <td className="num">{formatMoney(row.locked)}</td>
            <td className="num est">{formatMoney(row.expected)}</td>
            <td className="num strong ink-rejected">{formatMoney(row.short)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface WhoProps {
  readonly encounterId: EncounterId;
  readonly patientName: string;
  readonly stayNumber: string;
}

/** A row leads to the money of its stay. */
function WhoCell({ encounterId, patientName, stayNumber }: WhoProps) {
  return (
    <th scope="row">
      <button type="button" className="link" onClick={() => go({ page: 'payment-stay', encounterId })}>
        {patientName}
      </button>{' '}
      <span className="mut small">{stayNumber}</span>
    </th>
  );
}
