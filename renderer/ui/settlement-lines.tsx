import { useTranslation } from 'react-i18next';
import { SETTLEMENT_COLUMN_NAMES } from '../../shared/model/ledger.ts';
import type { ShiftSheet } from '../../shared/contract/books-schemas.ts';
import { formatMoney } from './format.ts';

/** 结算日报 in two columns: who paid the total. Columns that nothing moved in stay away, so that the others are seen. */
export function SettlementLines({ sheet }: { readonly sheet: ShiftSheet['settlements'] }) {
  const { t } = useTranslation('books');
  const shown = SETTLEMENT_COLUMN_NAMES.flatMap((column) => {
    const amount = sheet.columns[column];
    return amount === undefined || amount.isZero() ? [] : [{ column, amount }];
  });
  return (
    <table className="settlement-lines" aria-label={t('settlements.title')}>
      <tbody>
        {shown.map(({ column, amount }) => (
          <tr key={column} data-column={column}>
            <th scope="row">{t(`column.${column}`)}</th>
            <td className="num">{formatMoney(amount)}</td>
          </tr>
        ))}
        <tr className="total" data-column="total">
          <th scope="row">{t('column.total')}</th>
          <td className="num">{formatMoney(sheet.total)}</td>
        </tr>
      </tbody>
    </table>
  );
}
