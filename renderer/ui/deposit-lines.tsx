import { useTranslation } from 'react-i18next';
import type { ShiftSheet } from '../../shared/contract/books-schemas.ts';
import { formatMoney } from './format.ts';

type Deposits = ShiftSheet['deposits'];
const SIGNS = { opening: '', received: '+', refunded: '−', applied: '−', elsewhere: '+' } as const;

/** 预交金日报 as one line of sums: opening + received − refunded − applied = closing. */
export function DepositLines({ sheet }: { readonly sheet: Deposits }) {
  const { t } = useTranslation('books');
  const shown = (['opening', 'received', 'refunded', 'applied', 'elsewhere'] as const).filter(
    (part) => part !== 'elsewhere' || !sheet.elsewhere.isZero(),
  );
  return (
    <dl className="sums-across" aria-label={t('deposits.title')}>
      {shown.map((part) => (
        <div key={part} data-part={part}>
          <dt>
            {SIGNS[part]} {t(`deposits.${part}`)}
          </dt>
          <dd>{formatMoney(sheet[part])}</dd>
        </div>
      ))}
      <div className="total" data-part="closing">
        <dt>= {t('deposits.closing')}</dt>
        <dd>{formatMoney(sheet.closing)}</dd>
      </div>
    </dl>
  );
}
