import { useTranslation } from 'react-i18next';
import type { PaperContent } from '../../shared/contract/paper-contract.ts';
import { formatMoney } from '../ui/format.ts';
import { PaperFoot, PaperHead } from './paper-parts.tsx';

type ReminderPaper = Extract<PaperContent, { kind: 'deposit-reminder' }>;

const SUMS = ['held', 'locked', 'expected', 'short'] as const;

/** 催款单: one ward, for its nurses; what is expected is an estimate and says so. */
export function DepositReminder({ content }: { readonly content: ReminderPaper }) {
  const { t } = useTranslation('paper');
  return (
    <article className="paper" data-paper="deposit-reminder">
      <PaperHead content={content} title={t('reminder.title', { ward: content.ward })} />
      <table className="lines">
        <thead>
          <tr>
            <th>{t('reminder.bed')}</th>
            <th>{t('person.name')}</th>
            <th>{t('person.stayNumber')}</th>
            {SUMS.map((sum) => (
              <th key={sum} className="num">
                {t(`reminder.${sum}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {content.rows.map((row) => (
            <tr key={row.stayNumber}>
              <td>{row.bed}</td>
              <td>{row.patientName}</td>
              <td>{row.stayNumber}</td>
              {SUMS.map((sum) => (
                <td key={sum} className="num">
                  {formatMoney(row[sum])}
                </td>
              ))}
            </tr>
          ))}
          <tr className="strong">
            <th colSpan={6}>{t('reminder.total', { count: content.rows.length })}</th>
            <td className="num">{formatMoney(content.short)}</td>
          </tr>
        </tbody>
      </table>
      <p>{t('reminder.say')}</p>
      <p className="watermark-note">{t('reminder.estimate')}</p>
      <PaperFoot content={content} />
    </article>
  );
}
