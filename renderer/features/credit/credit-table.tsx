import { useTranslation } from 'react-i18next';
import type { CreditRow } from '../../../shared/contract/credit-contract.ts';
import type { Money } from '../../../shared/money/money.ts';
import { StayTag } from '../../frame/encounter-strip.tsx';
import { go } from '../../routes.ts';
import { formatMoney } from '../../ui/format.ts';

const orDash = (amount: Money | null) => (amount === null || amount.isZero() ? '—' : formatMoney(amount));

/** Those that no lock holds wholly stand first. */
export function CreditTable({ rows }: { readonly rows: readonly CreditRow[] }) {
  const { t } = useTranslation(['credit', 'words']);
  return (
    <div className="scroll">
      <table aria-label={t('list.title')} className="work-table">
        <thead>
          <tr>
            <th>{t('list.column.key')}</th>
            <th>{t('list.column.patient')}</th>
            <th>{t('list.column.state')}</th>
            <th className="num">{t('list.column.expected')}</th>
            <th className="num">{t('list.column.held')}</th>
            <th className="num">{t('list.column.short')}</th>
            <th className="num">{t('list.column.drawn')}</th>
            <th className="num">{t('list.column.uncleared')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.encounterId} onClick={() => go({ page: 'credit-stay', encounterId: row.encounterId })}>
              <td>{index < 9 && <span className="digit">{index + 1}</span>}</td>
              <th scope="row">
                <b className="strong">{row.patientName}</b> <span className="mut small">{row.stayNumber}</span>
              </th>
              <td>
                <StayTag state={row.stayState} short /> {t(`words:creditState.${row.creditState}`)}
              </td>
              <td className="num">{orDash(row.expected)}</td>
              <td className="num">{orDash(row.held)}</td>
              <td className={`num ${row.short.isZero() ? '' : 'strong ink-rejected'}`}>{orDash(row.short)}</td>
              <td className="num">{orDash(row.drawn)}</td>
              <td className="num">{orDash(row.uncleared)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
