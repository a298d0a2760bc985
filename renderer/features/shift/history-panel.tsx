import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { go } from '../../routes.ts';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { shiftsQuery } from './shift-queries.ts';

/** Shifts of this window, newest first; a sealed one opens its page. */
export function HistoryPanel() {
  const { t } = useTranslation('shift');
  const shifts = useQuery(shiftsQuery);
  return (
    <Panel title={t('history.title')} note={t('history.note')} grow>
      <div className="scroll">
        <table aria-label={t('history.title')} className="shifts">
          <tbody>
            {(shifts.data?.shifts ?? []).map(({ shiftId, clerkName, openedAt, sealedAt, difference, undone }) => (
              <tr key={shiftId}>
                <th scope="row">
                  {sealedAt === null && undone === 0 ? (
                    shiftId
                  ) : (
                    <button type="button" className="link" onClick={() => go({ page: 'shift-sealed', shiftId })}>
                      {shiftId}
                    </button>
                  )}
                  <div className="mut small">
                    {clerkName} {dayAndTime(openedAt)}
                  </div>
                </th>
                <td>
                  <Tag tone={sealedAt === null ? 'queued' : 'ok'}>{t(sealedAt === null ? 'history.open' : 'history.sealed')}</Tag>
                  {undone > 0 && <Tag tone="offline">{t('history.undone', { count: undone })}</Tag>}
                </td>
                <td className={difference?.isZero() === false ? 'num ink-offline' : 'num mut'}>
                  {difference === null ? '—' : formatMoney(difference)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
