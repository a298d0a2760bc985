import { useTranslation } from 'react-i18next';
import type { ReconciliationView } from '../../../shared/contract/reconciliation-contract.ts';
import { clockTime, formatMoney, shortDay } from '../../ui/format.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';

type Shift = ReconciliationView['shifts'][number];

const TONES: Readonly<Record<Shift['days'][number]['standing'], Tone>> = {
  'not-compared': 'neutral',
  different: 'rejected',
  equal: 'ok',
  confirmed: 'ok',
};

/** What each clerk's shift brought, by the platform's day: the night shift lies in two of them. What nobody's shift brought has a row, so that it adds up. */
export function ShiftsTable({ shifts, withoutShift }: Pick<ReconciliationView, 'shifts' | 'withoutShift'>) {
  const { t } = useTranslation('reconciliation');
  return (
    <div className="scroll">
      <table aria-label={t('shifts')} className="groups">
        <thead>
          <tr>
            <th>{t('column.shift')}</th>
            <th>{t('column.day')}</th>
            <th className="num">{t('column.count')}</th>
            <th className="num">{t('column.total')}</th>
            <th className="num">{t('column.fund')}</th>
            <th>{t('column.standing')}</th>
          </tr>
        </thead>
        <tbody>
          {shifts.flatMap((shift) =>
            (shift.days.length === 0 ? [null] : shift.days).map((day, index) => (
              <tr key={`${shift.openedAt} ${day?.day ?? ''}`}>
                <th scope="row">
                  {index === 0 &&
                    `${shift.clerkName} ${clockTime(shift.openedAt)}–${shift.closedAt === null ? '' : clockTime(shift.closedAt)}`}
                </th>
                <td>{day === null ? <span className="mut">{t('nothing')}</span> : shortDay(day.day)}</td>
                <td className="num">{day?.count}</td>
                <td className="num">{day !== null && formatMoney(day.total)}</td>
                <td className="num">{day !== null && formatMoney(day.fund)}</td>
                <td>{day !== null && <Tag tone={TONES[day.standing]}>{t(`standing.${day.standing}`)}</Tag>}</td>
              </tr>
            )),
          )}
          {withoutShift.count > 0 && (
            <tr data-shift="none">
              <th scope="row" colSpan={2}>
                {t('withoutShift')}
              </th>
              <td className="num">{withoutShift.count}</td>
              <td className="num">{formatMoney(withoutShift.total)}</td>
              <td className="num">{formatMoney(withoutShift.fund)}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
